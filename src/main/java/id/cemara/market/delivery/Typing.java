package id.cemara.market.delivery;

import id.cemara.shared.Checks;
import org.jspecify.annotations.Nullable;

/// Reads what people type into the forms of this package. Amounts may carry the signs people write: `Rp12.000`.
final class Typing {

    private Typing() {}

    /// The text without blanks around it; null when nothing was typed, or something unusable, which is noted.
    static @Nullable String words(@Nullable String typed, int longest, String field, Checks checks) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String text = typed.strip().replace("\r\n", "\n");
        boolean plain = text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n');
        checks.that(plain, field, "no-control").that(text.length() <= longest, field, "too-long", longest);
        return text;
    }

    /// A whole number within its limits; null when there is none, which is noted unless it may be left out.
    static @Nullable Integer number(
            @Nullable String typed, int least, int most, String field, boolean required, Checks checks) {
        Long number = amount(typed, least, most, field, required, checks);
        return number == null ? null : number.intValue();
    }

    /// The same for rupiah.
    static @Nullable Long amount(
            @Nullable String typed, long least, long most, String field, boolean required, Checks checks) {
        String digits = typed == null ? "" : typed.strip().replaceFirst("^[Rr]p\\.?\\s*", "");
        if (digits.isEmpty()) {
            checks.that(!required, field, "required");
            return null;
        }
        if (digits.matches("\\d{1,3}(\\.\\d{3})+")) {
            digits = digits.replace(".", "");
        }
        if (digits.matches("\\d{1,15}")) {
            long amount = Long.parseLong(digits);
            if (amount >= least && amount <= most) {
                return amount;
            }
        }
        checks.that(false, field, "whole-number", least, most);
        return null;
    }
}
