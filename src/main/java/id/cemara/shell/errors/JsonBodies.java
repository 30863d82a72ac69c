package id.cemara.shell.errors;

import com.fasterxml.jackson.annotation.JsonFormat;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/// Strict parsing of request bodies. Unknown fields are refused by name instead of being dropped, a
/// duplicate field makes the JSON invalid, and numbers and dates are not coerced: a price of 12.500 must
/// not become 12. JSON that the application wrote itself, such as events, may come from another version and
/// is parsed leniently.
@Configuration(proxyBeanMethods = false)
public class JsonBodies {

    private static final int LONGEST_NAME = 100;

    /// Runs after Spring's own customizer, whose converter it replaces.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer strictJson(JsonMapper mapper) {
        var strict = mapper.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withConfigOverride(LocalDate.class, days -> days.setFormat(JsonFormat.Value.forLeniency(false)))
                .build();
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
    }

    /// Checks the fields of a body that is parsed by hand.
    ///
    /// @throws Refused with every field that is not known
    public static void requireKnown(JsonNode body, Set<String> known) {
        List<FieldProblem> unknown = body.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .limit(20)
                .map(name -> new FieldProblem(shown(name), "known-field"))
                .toList();
        if (!unknown.isEmpty()) {
            throw new Refused(new InvalidFields(unknown));
        }
    }

    /// The invalid field, such as `steps[0].price`; empty when the body is not JSON at all.
    static Optional<FieldProblem> fieldOf(@Nullable Throwable cause) {
        if (!(cause instanceof DatabindException wrong) || wrong.getPath().isEmpty()) {
            return Optional.empty();
        }
        var field = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        String expected = wrong instanceof UnrecognizedPropertyException ? "known-field" : "value";
        return Optional.of(new FieldProblem(shown(field.toString()), expected));
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }
}
