package id.cemara.market.ordering;

import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Parses the JSON body of an API checkout. Reports unknown fields and wrong types in one answer,
/// together with the problems of [CheckoutForm].
final class CheckoutBody {

    /// Stands in for a quantity that is not an integer; never valid, so that [CheckoutForm] reports the
    /// field.
    private static final String NOT_OF_ITS_KIND = "\u0000";

    private final List<FieldProblem> problems = new ArrayList<>();

    private CheckoutBody() {}

    /// Parses the body.
    ///
    /// @throws Refused with every invalid field
    static Checkout read(JsonNode body) {
        return new CheckoutBody().checkout(body);
    }

    private Checkout checkout(JsonNode body) {
        if (!body.isObject()) {
            throw Refused.field("lines", "required");
        }
        onlyKnows(body, "", Set.of("lines", "buyer", "delivery", "payment"));
        JsonNode buyer = object(body, "buyer", Set.of("name", "phone", "address", "note", "institution"));
        JsonNode delivery = object(body, "delivery", Set.of("method", "to", "courier"));
        List<CheckoutForm.Line> lines = lines(body.path("lines"));
        var form = new CheckoutForm(
                lines,
                text(buyer, "buyer.", "name"),
                text(buyer, "buyer.", "phone"),
                text(buyer, "buyer.", "address"),
                text(buyer, "buyer.", "note"),
                text(buyer, "buyer.", "institution"),
                text(delivery, "delivery.", "method"),
                text(delivery, "delivery.", "to"),
                text(delivery, "delivery.", "courier"),
                text(body, "", "payment"));
        if (problems.isEmpty()) {
            return form.read();
        }
        try {
            form.read();
        } catch (Refused refused) {
            if (refused.problem() instanceof InvalidFields more) {
                more.fields().stream()
                        .filter(field -> problems.stream()
                                .noneMatch(known -> known.field().equals(field.field())))
                        .forEach(problems::add);
            }
        }
        throw new Refused(new InvalidFields(problems));
    }

    private List<CheckoutForm.Line> lines(JsonNode array) {
        if (!array.isArray()) {
            if (!array.isMissingNode() && !array.isNull()) {
                problems.add(new FieldProblem("lines", "list"));
            }
            return List.of();
        }
        List<CheckoutForm.Line> lines = new ArrayList<>();
        for (JsonNode line : array) {
            String field = "lines[" + lines.size() + "]";
            if (lines.size() > Checkout.MOST_LINES) {
                break;
            }
            if (line.isObject()) {
                onlyKnows(line, field + ".", Set.of("product", "quantity"));
            } else {
                problems.add(new FieldProblem(field, "object"));
            }
            lines.add(new CheckoutForm.Line(text(line, field + ".", "product"), count(line.path("quantity"))));
        }
        return lines;
    }

    private static @Nullable String count(JsonNode number) {
        if (number.isMissingNode() || number.isNull()) {
            return null;
        }
        return number.isIntegralNumber() ? number.asString() : NOT_OF_ITS_KIND;
    }

    private @Nullable String text(JsonNode parent, String prefix, String name) {
        JsonNode text = parent.path(name);
        if (text.isMissingNode() || text.isNull()) {
            return null;
        }
        if (!text.isString()) {
            problems.add(new FieldProblem(prefix + name, "text"));
            return null;
        }
        return text.asString();
    }

    private JsonNode object(JsonNode body, String name, Set<String> known) {
        JsonNode part = body.path(name);
        if (part.isObject()) {
            onlyKnows(part, name + ".", known);
        } else if (!part.isMissingNode() && !part.isNull()) {
            problems.add(new FieldProblem(name, "object"));
        }
        return part;
    }

    private void onlyKnows(JsonNode object, String prefix, Set<String> known) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            if (!known.contains(property.getKey()) && problems.size() < Checkout.MOST_LINES) {
                String name = property.getKey();
                problems.add(new FieldProblem(prefix + name.substring(0, Math.min(name.length(), 40)), "known-field"));
            }
        }
    }
}
