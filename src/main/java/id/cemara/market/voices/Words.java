package id.cemara.market.voices;

import id.cemara.shared.Checks;
import org.jspecify.annotations.Nullable;

/// Reads what people write.
final class Words {

    private Words() {}

    /// The text without blanks around it; null when nothing was written. What is unusable is noted.
    static @Nullable String of(@Nullable String typed, int longest, String field, boolean required, Checks checks) {
        String text = checks.text(field, typed, longest);
        checks.that(!required || !text.isEmpty(), field, "required");
        return text.isEmpty() ? null : text;
    }
}
