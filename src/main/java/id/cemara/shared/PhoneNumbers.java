package id.cemara.shared;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses phone numbers: `0812 3456-789`, `62812...` and `+62 812...` are the same number, stored in E.164
/// as `+628123456789`.
public final class PhoneNumbers {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final String REGION = "ID";
    private static final int INDONESIA = 62;
    /// What the database keeps. Numbers without an area code, or of a few small countries, are shorter.
    private static final Pattern KEPT = Pattern.compile("\\+\\d{8,15}");

    private static final Pattern SEPARATORS = Pattern.compile("[ .()-]");
    private static final Pattern INDONESIAN_MOBILE = Pattern.compile("\\+628[1-9]\\d{7,10}");
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?62|0)?(8[1-9]\\d{7,10})");

    private PhoneNumbers() {}

    /// The number in E.164, of 8 to 15 digits; empty when the text is not a possible number.
    public static Optional<String> parse(String typed) {
        String text = VisibleText.withoutTraceless(typed).strip();
        if (text.length() > 40) {
            return Optional.empty();
        }
        // Indonesian mobile numbers, the great majority: 9 to 12 digits beginning with 8.
        Matcher mobile = MOBILE.matcher(SEPARATORS.matcher(text).replaceAll(""));
        if (mobile.matches()) {
            return Optional.of("+62" + mobile.group(1));
        }
        if (text.startsWith("62")) {
            text = "+" + text;
        } else if (text.startsWith("8")) {
            text = "0" + text; // a spreadsheet dropped the leading zero
        }
        try {
            PhoneNumber number = UTIL.parse(text, REGION);
            return Optional.of(number)
                    .filter(UTIL::isPossibleNumber)
                    .map(possible -> UTIL.format(possible, PhoneNumberFormat.E164))
                    .filter(possible -> KEPT.matcher(possible).matches());
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /// The number in E.164 if it is an Indonesian mobile, which can have WhatsApp; empty for landlines and
    /// foreign numbers.
    public static Optional<String> parseMobile(String typed) {
        return parse(typed).filter(number -> INDONESIAN_MOBILE.matcher(number).matches());
    }

    /// The number in the local notation: `0812-3456-7890`.
    public static String shown(String e164) {
        try {
            PhoneNumber number = UTIL.parse(e164, REGION);
            return UTIL.format(
                    number,
                    number.getCountryCode() == INDONESIA
                            ? PhoneNumberFormat.NATIONAL
                            : PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }
}
