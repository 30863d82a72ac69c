package id.cemara.market.feedback;

import id.cemara.shared.Checks;
import org.jspecify.annotations.Nullable;

/// Reads free text from the forms of this package.
final class FreeText {

    private FreeText() {}

    /// The text, stripped; null if it is empty. Invalid text, and missing text that is required, is added
    /// to the checks.
    static @Nullable String of(@Nullable String typed, int longest, String field, boolean required, Checks checks) {
        String text = checks.text(field, typed, longest);
        checks.that(!required || !text.isEmpty(), field, "required");
        return text.isEmpty() ? null : text;
    }
}
