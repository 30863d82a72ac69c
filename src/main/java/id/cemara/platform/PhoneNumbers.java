package id.cemara.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import id.cemara.shared.SeenText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Telephone numbers as people write them: `0812 3456-789`, `62812...` and `+62 812...` are one number. Kept as E.164,
/// `+628123456789`.
public final class PhoneNumbers {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final String REGION = "ID";
    private static final int INDONESIA = 62;
    private static final Pattern SEPARATORS = Pattern.compile("[ .()-]");
    private static final Pattern INDONESIAN_MOBILE = Pattern.compile("\\+628[1-9]\\d{7,10}");
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?62|0)?(8[1-9]\\d{7,10})");

    private PhoneNumbers() {}

    /// The number in E.164; empty when the text is no number that could exist.
    public static Optional<String> parse(String typed) {
        String text = SeenText.withoutTraceless(typed).strip();
        if (text.length() > 40) {
            return Optional.empty();
        }
        // Mobile numbers of Indonesia, nearly all that are typed: 9 to 12 digits that begin with 8.
        Matcher mobile = MOBILE.matcher(SEPARATORS.matcher(text).replaceAll(""));
        if (mobile.matches()) {
            return Optional.of("+62" + mobile.group(1));
        }
        if (text.startsWith("62")) {
            text = "+" + text;
        } else if (text.startsWith("8")) {
            text = "0" + text; // a spreadsheet took the zero away
        }
        try {
            PhoneNumber number = UTIL.parse(text, REGION);
            return UTIL.isPossibleNumber(number)
                    ? Optional.of(UTIL.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /// The number in E.164 when it is an Indonesian mobile, which rings in a pocket and has WhatsApp; empty for
    /// landlines and numbers of other countries.
    public static Optional<String> parseMobile(String typed) {
        return parse(typed).filter(number -> INDONESIAN_MOBILE.matcher(number).matches());
    }

    /// The number as people here read it: `0812-3456-7890`.
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
