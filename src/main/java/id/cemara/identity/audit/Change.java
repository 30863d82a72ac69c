package id.cemara.identity.audit;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The change of a field.
///
/// @param before null when there was no value
/// @param after null when there is no value any more
public record Change(@Nullable String before, @Nullable String after) {

    /// Adds the change of a field, compared by its values' text; unchanged fields are left out.
    public static void note(
            Map<String, Change> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.put(field, new Change(text(before), text(after)));
        }
    }

    /// As above, of a field of two versions of one thing.
    ///
    /// @param before null when it is new
    public static <T> void note(
            Map<String, Change> changes,
            String field,
            @Nullable T before,
            T after,
            Function<T, ? extends @Nullable Object> value) {
        note(changes, field, before == null ? null : value.apply(before), value.apply(after));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /// Without the values, which may be personal data.
    @Override
    public String toString() {
        return "Change";
    }
}
