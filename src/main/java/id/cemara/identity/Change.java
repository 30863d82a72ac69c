package id.cemara.identity;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a field changed.
///
/// @param before null when there was nothing
/// @param after null when there is nothing any more
public record Change(@Nullable String before, @Nullable String after) {

    /// Notes how a field changed, by its values' text; a field that stayed as it was is left out.
    public static void note(
            Map<String, Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.put(field, new Change(text(before), text(after)));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /// Without the values, which may be personal.
    @Override
    public String toString() {
        return "Change";
    }
}
