package id.cemara.market;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as people write them into a form, a table or an address. What could be read in two ways is not read.
public final class Amounts {

    /// 12500, 12.500, Rp12.500, Rp 12.500,00.
    private static final Pattern RUPIAH =
            Pattern.compile("(?i)(?:rp\\.?\\s*)?(\\d{1,3}(?:\\.\\d{3}){1,4}|\\d{1,12})(?:,0{1,2}|,-)?");

    /// 1250, 1.250.
    private static final Pattern WHOLE = Pattern.compile("\\d{1,3}(?:\\.\\d{3}){1,2}|\\d{1,9}");

    private Amounts() {}

    /// Whole rupiah; empty when they cannot be read as that.
    public static Optional<Long> rupiah(String typed) {
        Matcher amount = RUPIAH.matcher(typed.strip());
        return amount.matches() ? Optional.of(Long.parseLong(amount.group(1).replace(".", ""))) : Optional.empty();
    }

    /// A whole number within its limits; empty when it is none.
    public static Optional<Integer> whole(String typed, int least, int most) {
        String text = typed.strip();
        return WHOLE.matcher(text).matches()
                ? Optional.of(Integer.valueOf(text.replace(".", "")))
                        .filter(number -> number >= least && number <= most)
                : Optional.empty();
    }
}
