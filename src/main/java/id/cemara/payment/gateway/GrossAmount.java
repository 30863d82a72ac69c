package id.cemara.payment.gateway;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses amounts in Midtrans' notation, `75000.00`, without floating point.
final class GrossAmount {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,11})(?:\\.([0-9]{1,2}))?");

    private GrossAmount() {}

    /// Whether the text has the form of an amount.
    static boolean isAmount(String text) {
        return FORM.matcher(text).matches();
    }

    /// Whole rupiah; empty when the amount has a fraction, which no order has.
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
