package id.cemara.market.shop;

import id.cemara.market.catalog.Amounts;
import id.cemara.shared.Checks;
import org.jspecify.annotations.Nullable;

/// Parses the numbers and amounts of this package's forms. Amounts may be written like `Rp12.000`.
final class TypedNumbers {

    private TypedNumbers() {}

    /// A whole number; null if missing, invalid or out of range. Adds a problem to the checks, unless it is
    /// missing and not required.
    static @Nullable Integer number(
            @Nullable String typed, int least, int most, String field, boolean required, Checks checks) {
        if (isMissing(typed, field, required, checks)) {
            return null;
        }
        Integer number = Amounts.whole(String.valueOf(typed), least, most).orElse(null);
        checks.that(number != null, field, "whole-number", least, most);
        return number;
    }

    /// Like [#number], for an amount in rupiah.
    static @Nullable Long amount(
            @Nullable String typed, long least, long most, String field, boolean required, Checks checks) {
        if (isMissing(typed, field, required, checks)) {
            return null;
        }
        Long amount = Amounts.rupiah(String.valueOf(typed))
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
