package id.cemara.market.catalog;

import id.cemara.shared.Checks;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses numbers as people type them into a form, a table or an address. Ambiguous input is rejected.
public final class Amounts {

    /// Accepts 12500, 12.500, Rp12.500 and Rp 12.500,00.
    private static final Pattern RUPIAH =
            Pattern.compile("(?i)(?:rp\\.?\\s*)?(\\d{1,3}(?:\\.\\d{3}){1,4}|\\d{1,12})(?:,0{1,2}|,-)?");

    /// Accepts 1250 and 1.250.
    private static final Pattern WHOLE = Pattern.compile("\\d{1,3}(?:\\.\\d{3}){1,2}|\\d{1,9}");

    private Amounts() {}

    /// Parses whole rupiah; empty if the text is not an amount or has cents other than zero.
    public static Optional<Long> rupiah(String typed) {
        Matcher amount = RUPIAH.matcher(typed.strip());
        return amount.matches() ? Optional.of(Long.parseLong(amount.group(1).replace(".", ""))) : Optional.empty();
    }

    /// Parses a whole number; empty if the text is none or it is out of range.
    public static Optional<Integer> whole(String typed, int least, int most) {
        String text = typed.strip();
        return WHOLE.matcher(text).matches()
                ? Optional.of(Integer.valueOf(text.replace(".", "")))
                        .filter(number -> number >= least && number <= most)
                : Optional.empty();
    }

    /// The whole number typed into a field; null if missing, invalid or out of range. Adds a problem to the
    /// checks, unless it is missing and not required.
    public static @Nullable Integer number(
            @Nullable String typed, int least, int most, String field, boolean required, Checks checks) {
        if (isMissing(typed, field, required, checks)) {
            return null;
        }
        Integer number = whole(String.valueOf(typed), least, most).orElse(null);
        checks.that(number != null, field, "whole-number", least, most);
        return number;
    }

    /// Like [#number], for an amount in rupiah.
    public static @Nullable Long amount(
            @Nullable String typed, long least, long most, String field, boolean required, Checks checks) {
        if (isMissing(typed, field, required, checks)) {
            return null;
        }
        Long amount = rupiah(String.valueOf(typed))
                .filter(rupiah -> rupiah >= least && rupiah <= most)
                .orElse(null);
        checks.that(amount != null, field, "whole-number", least, most);
        return amount;
    }

    private static boolean isMissing(@Nullable String typed, String field, boolean required, Checks checks) {
        boolean isMissing = typed == null || typed.isBlank();
        checks.that(!isMissing || !required, field, "required");
        return isMissing;
    }
}
