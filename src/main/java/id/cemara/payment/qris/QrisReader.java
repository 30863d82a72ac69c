package id.cemara.payment.qris;

import id.cemara.payment.qris.QrisReading.Broken;
import id.cemara.payment.qris.QrisReading.Hint;
import id.cemara.payment.qris.QrisReading.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Parses payment codes strictly: lengths count characters, the checksum covers UTF-8 bytes, and any
/// deviation makes the code invalid. Nothing is repaired, but a hint says what would help if it is known.
/// Two deviations of real codes are tolerated: an amount with decimals, and a merchant's name or city that
/// is too long.
public final class QrisReader {

    /// In characters. Source: EMVCo 3.2.
    private static final int LONGEST = 512;

    private static final String BEGINNING = "000201";
    private static final int CHECKSUM_LENGTH = 4;
    private static final int LONGEST_AMOUNT = 13;
    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\t]");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,13}(\\.\\d{1,2})?");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final List<String> NAMES =
            IntStream.range(0, 100).mapToObj("%02d"::formatted).toList();

    private QrisReader() {}

    public static QrisReading read(String text) {
        try {
            return new QrisReading.Whole(whole(text));
        } catch (Flaw flaw) {
            return text.length() > 2 * LONGEST
                    ? new Broken(Reason.TOO_LONG, null, Hint.COPY_AGAIN)
                    : isEncoded(text)
                            ? new Broken(Reason.URL_ENCODED, null, Hint.DECODE)
                            : new Broken(flaw.reason, flaw.tag, hint(text, flaw.reason));
        }
    }

    /// The code if the reading is valid.
    public static Optional<QrisCode> whole(QrisReading reading) {
        return switch (reading) {
            case QrisReading.Whole whole -> Optional.of(whole.code());
            case Broken broken -> Optional.empty();
        };
    }

    /// The fields of a template that was validated before.
    static List<Field> inner(String template) {
        try {
            return fields(template, true);
        } catch (Flaw flaw) {
            throw new IllegalStateException("a template that was whole", flaw);
        }
    }

    private static QrisCode whole(String text) throws Flaw {
        require(!text.isBlank(), Reason.EMPTY, null);
        require(text.length() <= LONGEST, Reason.TOO_LONG, null);
        require(text.startsWith(BEGINNING), Reason.NO_PAYMENT_CODE, null);
        List<Field> fields = fields(text, false);
        checkLast(text, fields);
        for (Field field : fields) {
            check(field);
        }
        for (int tag : new int[] {Tag.CATEGORY, Tag.CURRENCY, Tag.COUNTRY, Tag.MERCHANT_NAME, Tag.CITY}) {
            require(Field.find(fields, tag).isPresent(), Reason.MISSING, name(tag));
        }
        require(
                fields.stream()
                        .anyMatch(
                                field -> field.tag() >= Tag.FIRST_ACCOUNT && field.tag() <= Tag.LAST_ACCOUNT_TEMPLATE),
                Reason.MISSING,
                name(Tag.FIRST_ACCOUNT_TEMPLATE));
        checkFee(fields);
        return new QrisCode(text, fields);
    }

    /// Splits a text into fields.
    private static List<Field> fields(String text, boolean isInner) throws Flaw {
        List<Field> fields = new ArrayList<>();
        boolean[] seen = new boolean[100];
        int at = 0;
        while (at < text.length()) {
            int tag = digits(text, at);
            require(
                    tag >= 0,
                    Reason.TAG,
                    fields.isEmpty() ? null : name(fields.getLast().tag()));
            require(!seen[tag], Reason.TWICE, name(tag));
            seen[tag] = true;
            int length = digits(text, at + 2);
            require(length >= 1, Reason.LENGTH, name(tag));
            int from = at + 4;
            require(from + length <= text.length(), Reason.CUT, name(tag));
            int to = from;
            for (int i = 0; i < length; i++) {
                require(to < text.length(), Reason.CUT, name(tag));
                int character = text.codePointAt(to);
                require(isAllowed(character, isInner || tag == Tag.OTHER_LANGUAGE), Reason.CHARACTER, name(tag));
                to += Character.charCount(character);
            }
            fields.add(new Field(tag, text.substring(from, to)));
            at = to;
            if (!isInner && tag == Tag.CHECKSUM) {
                require(at == text.length(), Reason.CHECKSUM_NOT_LAST, name(tag));
            }
        }
        return fields;
    }

    /// The number in two digits, or -1.
    private static int digits(String text, int at) {
        if (at + 2 > text.length() || !isDigit(text.charAt(at)) || !isDigit(text.charAt(at + 1))) {
            return -1;
        }
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /// Printable ASCII; in alternative-language names any letter.
    private static boolean isAllowed(int character, boolean isOtherLanguage) {
        return character >= ' ' && character <= '~'
                || isOtherLanguage
                        && character >= 0xA0
                        && Character.isDefined(character)
                        && Character.getType(character) != Character.SURROGATE;
    }

    private static void checkLast(String text, List<Field> fields) throws Flaw {
        Field last = fields.getLast();
        require(last.tag() == Tag.CHECKSUM, Reason.CHECKSUM_NOT_LAST, name(Tag.CHECKSUM));
        require(last.value().length() == CHECKSUM_LENGTH, Reason.LENGTH, name(Tag.CHECKSUM));
        String computed = Checksum.of(text.substring(0, text.length() - CHECKSUM_LENGTH));
        require(last.value().equals(computed), Reason.CHECKSUM, name(Tag.CHECKSUM));
    }

    private static void check(Field field) throws Flaw {
        String value = field.value();
        boolean fine =
                switch (field.tag()) {
                    case Tag.FORMAT -> value.equals("01");
                    case Tag.INITIATION -> value.equals("11") || value.equals("12");
                    case Tag.CATEGORY -> areDigits(value, 4);
                    case Tag.CURRENCY -> areDigits(value, 3);
                    case Tag.AMOUNT, Tag.FIXED_FEE -> isAmount(value);
                    case Tag.TIP -> value.equals("01") || value.equals("02") || value.equals("03");
                    case Tag.PERCENT_FEE -> value.length() <= 5 && isAmount(value);
                    case Tag.COUNTRY -> COUNTRY.matcher(value).matches();
                    default -> true;
                };
        require(fine, Reason.VALUE, name(field.tag()));
        if (Tag.isTemplate(field.tag())) {
            checkTemplate(field);
        }
    }

    private static void checkTemplate(Field template) throws Flaw {
        boolean isOtherLanguage = template.tag() == Tag.OTHER_LANGUAGE;
        List<Field> inner;
        try {
            inner = fields(template.value(), true);
        } catch (Flaw flaw) {
            throw new Flaw(flaw.reason, name(template.tag()) + (flaw.tag == null ? "" : "/" + flaw.tag));
        }
        if (Tag.hasName(template.tag())) {
            require(inner.getFirst().tag() == 0, Reason.MISSING, name(template.tag()) + "/00");
        }
        if (isOtherLanguage) {
            require(Field.find(inner, 0).isPresent(), Reason.MISSING, name(template.tag()) + "/00");
            require(Field.find(inner, 1).isPresent(), Reason.MISSING, name(template.tag()) + "/01");
        }
    }

    /// A fee field must be present exactly when the tip indicator announces it.
    private static void checkFee(List<Field> fields) throws Flaw {
        String kind = Field.find(fields, Tag.TIP).orElse("");
        boolean isFixed = Field.find(fields, Tag.FIXED_FEE).isPresent();
        boolean isPercent = Field.find(fields, Tag.PERCENT_FEE).isPresent();
        require(isFixed == kind.equals("02"), Reason.VALUE, name(Tag.FIXED_FEE));
        require(isPercent == kind.equals("03"), Reason.VALUE, name(Tag.PERCENT_FEE));
    }

    private static boolean areDigits(String value, int length) {
        return value.length() == length && value.chars().allMatch(digit -> isDigit((char) digit));
    }

    /// Greater than zero, optionally with a point and one or two decimals.
    private static boolean isAmount(String value) {
        return value.length() <= LONGEST_AMOUNT
                && AMOUNT.matcher(value).matches()
                && value.chars().anyMatch(digit -> digit >= '1' && digit <= '9');
    }

    /// Whether the text is valid after percent-decoding.
    private static boolean isEncoded(String text) {
        if (text.indexOf('%') < 0) {
            return false;
        }
        try {
            // A plus sign stays: such texts come from the path of an address, not from a form.
            return isWhole(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Hint hint(String text, Reason reason) {
        if (text.chars().anyMatch(Character::isWhitespace)
                && (isWhole(text.strip()) || isWhole(LINE_ENDS.matcher(text).replaceAll("")))) {
            return Hint.REMOVE_SPACES;
        }
        if (reason == Reason.CHECKSUM && isWhole(withUpperCaseEnd(text))) {
            return Hint.UPPER_CASE;
        }
        return switch (reason) {
            case EMPTY, TOO_LONG, CUT, CHECKSUM_NOT_LAST, CHARACTER -> Hint.COPY_AGAIN;
            case NO_PAYMENT_CODE, URL_ENCODED, TAG, LENGTH, TWICE, CHECKSUM, MISSING, VALUE -> Hint.SCAN_AGAIN;
        };
    }

    private static String withUpperCaseEnd(String text) {
        int end = Math.max(0, text.length() - CHECKSUM_LENGTH);
        return text.substring(0, end) + text.substring(end).toUpperCase(Locale.ROOT);
    }

    private static boolean isWhole(String text) {
        try {
            return !whole(text).fields().isEmpty();
        } catch (Flaw flaw) {
            return false;
        }
    }

    private static String name(int tag) {
        return NAMES.get(tag);
    }

    private static void require(boolean fine, Reason reason, @Nullable String tag) throws Flaw {
        if (!fine) {
            throw new Flaw(reason, tag);
        }
    }

    private static final class Flaw extends Exception {

        private static final long serialVersionUID = 1L;

        private final Reason reason;
        private final @Nullable String tag;

        Flaw(Reason reason, @Nullable String tag) {
            super(reason.key(), null, false, false);
            this.reason = reason;
            this.tag = tag;
        }
    }
}
