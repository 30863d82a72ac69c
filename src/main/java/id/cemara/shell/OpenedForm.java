package id.cemara.shell;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a form that edits something held when its page was opened. The form carries it along in a hidden field, so that
/// what somebody changed can be told from what the page only showed, however often the thing was saved in between.
final class OpenedForm {

    /// The hidden field.
    static final String NAME = "opened";

    private OpenedForm() {}

    static String written(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals(NAME))
                        .map(field -> encoded(field.getKey()) + '=' + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /// The values by field name; empty when this is nothing that we wrote.
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
        } catch (IllegalArgumentException e) { // a broken escape
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
