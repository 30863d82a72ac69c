package id.cemara.payment.gateway;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An amount as Midtrans writes it, `75000.00`, read digit by digit.
final class GrossAmount {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,11})(?:\\.([0-9]{1,2}))?");

    private GrossAmount() {}

    /// Whether it is written as an amount at all.
    static boolean isAmount(String text) {
        return FORM.matcher(text).matches();
    }

    /// Whole rupiah; empty when the amount has sen, which no order has.
    static OptionalLong rupiah(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        String sen = parts.group(2);
        return sen == null || sen.chars().allMatch(digit -> digit == '0')
                ? OptionalLong.of(Long.parseLong(parts.group(1)))
                : OptionalLong.empty();
    }
}
