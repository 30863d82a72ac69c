package id.cemara.identity;

import org.jspecify.annotations.Nullable;

/// How a field changed.
///
/// @param before null when there was nothing
/// @param after null when there is nothing any more
public record Change(@Nullable String before, @Nullable String after) {

    /// Without the values, which may be personal.
    @Override
    public String toString() {
        return "Change";
    }
}
