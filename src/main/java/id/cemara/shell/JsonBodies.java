package id.cemara.shell;

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

/// How the JSON of requests is read: a field that an address does not take is refused by its name, never dropped, and
/// a field told twice is no JSON, and a number or a day is read as it is written or refused, so that a price of 12.500
/// does not become 12. What the application reads for itself, such as events, may come from another version
/// and is read as it is.
@Configuration(proxyBeanMethods = false)
public class JsonBodies {

    private static final int LONGEST_NAME = 100;

    /// After Spring's own customizer, which sets the converter that is replaced here.
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

    /// For a body that is read by hand.
    ///
    /// @throws Refused naming every field that is not among the known ones
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

    /// The field that keeps a body from being read, such as `steps[0].price`; empty when the body is no JSON at all.
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
