package id.cemara.shell;

import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a person typed into a form, and what is wrong with it: a page that comes back keeps both.
///
/// @param values by field name
/// @param problems of the fields, empty when nothing is wrong
/// @param typedAgain the fields whose values do not come back in a page
public record Form(Map<String, String> values, List<FieldProblem> problems, Set<String> typedAgain) {

    public Form {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
        typedAgain = Set.copyOf(typedAgain);
    }

    /// A form of which every value comes back.
    public Form(Map<String, String> values, List<FieldProblem> problems) {
        this(values, problems, Set.of());
    }

    /// A form nobody filled in yet.
    public static Form empty() {
        return new Form(Map.of(), List.of());
    }

    /// A form with these values; an absent one is left out.
    public static Form of(Map<String, ? extends @Nullable Object> values) {
        Map<String, String> present = new HashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value.toString());
            }
        });
        return new Form(present, List.of());
    }

    /// The same without what was typed into these fields: it is for no page, and must be typed again.
    public Form without(String... secrets) {
        Map<String, String> shown = new HashMap<>(values);
        Set<String> again = new HashSet<>(typedAgain);
        for (String secret : secrets) {
            String typed = shown.remove(secret);
            if (typed != null && !typed.isBlank()) {
                again.add(secret);
            }
        }
        return new Form(shown, problems, again);
    }

    /// The same values with what was wrong with them.
    ///
    /// @throws Refused the refusal itself when it is not about fields
    public Form refused(Refused refused) {
        if (refused.problem() instanceof InvalidFields invalid) {
            return new Form(values, invalid.fields(), typedAgain);
        }
        throw refused;
    }

    /// What was typed into that field, empty when nothing was.
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /// What the form carries along of how it was opened: as it was sent, or what it holds now.
    public String opened() {
        return values.getOrDefault(OpenedForm.NAME, OpenedForm.written(values));
    }

    /// Whether that field was typed exactly so; for choices and check boxes.
    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    /// What is wrong with that field; null when it is fine.
    public @Nullable FieldProblem problem(String name) {
        return problems.stream()
                .filter(problem -> problem.field().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// Whether anything is wrong.
    public boolean hasProblems() {
        return !problems.isEmpty();
    }
}
