package id.cemara.shell.forms;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A hidden field with the values of an edit form when its page was opened. It tells what a person changed
/// from what the page only showed, however often the object was saved meanwhile.
final class OpenedForm {

    /// The name of the hidden field.
    static final String NAME = "opened";

    private OpenedForm() {}

    static String written(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals(NAME))
                        .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /// The values by field name; empty when the text cannot be decoded.
    static Optional<Map<String, String>> read(@Nullable String written) {
        if (written == null) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String field : written.split("&")) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    values.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) { // malformed percent-encoding
            return Optional.empty();
        }
        return Optional.of(values);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
