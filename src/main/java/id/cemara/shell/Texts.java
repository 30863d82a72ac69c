package id.cemara.shell;

import id.cemara.shared.DateRange;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.MessageKey;
import id.cemara.shared.Money;
import id.cemara.shared.Problem;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/// All sentences in one language, and its formats of numbers and dates.
public final class Texts {

    /// The default language of the screens.
    public static final Locale INDONESIAN = Locale.of("id", "ID");

    /// The second language.
    public static final Locale ENGLISH = Locale.of("en", "GB");

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private final MessageSource messages;
    private final Locale locale;
    private final DateTimeFormatter day;
    private final DateTimeFormatter month;

    public Texts(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
        this.day = DateTimeFormatter.ofPattern("d MMMM uuuu", locale);
        this.month = DateTimeFormatter.ofPattern("MMMM uuuu", locale);
    }

    /// The language code for the attribute `lang`.
    public String language() {
        return locale.getLanguage();
    }

    public boolean isEnglish() {
        return locale.getLanguage().equals("en");
    }

    /// The sentence with that key. Number arguments get a thousands separator, and the message may select
    /// by them.
    ///
    /// @throws org.springframework.context.NoSuchMessageException when no bundle has the key
    public String get(String key, Object... arguments) {
        Object[] written = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            written[i] = switch (arguments[i]) {
                case MessageKey part -> get(part.value());
                case LocalDate date -> date(date);
                case DateRange days -> dates(days);
                case Money money -> money.rupiah();
                case Object other -> other;
            };
        }
        return messages.getMessage(key, written, locale);
    }

    /// The sentence of a problem.
    public String get(Problem problem) {
        return get("problem." + problem.code(), problem.arguments().toArray());
    }

    /// What a field should have been, such as "a day that exists".
    public String expected(FieldProblem problem) {
        return get("expected." + problem.expected(), problem.arguments().toArray());
    }

    /// The sentence of a field's problem.
    public String get(FieldProblem problem) {
        return get("shell.field.wrong", expected(problem));
    }

    /// Whether a bundle has that key.
    public boolean has(String key) {
        return messages.getMessage(key, null, "", locale) instanceof String found && !found.isEmpty();
    }

    /// Stored Indonesian text, translated if the reader uses English and a message with that key exists.
    ///
    /// @param key of the translation
    /// @param kept the stored text; null gives the empty string
    public String translated(String key, @Nullable String kept) {
        return kept != null && isEnglish() && has(key) ? get(key) : kept == null ? "" : kept;
    }

    /// Translates the parts of a place in a publication ("paragraf 12, kalimat 1"); other words stay as
    /// entered.
    public String placeInSource(String place) {
        return WORD.matcher(place).replaceAll(word -> {
            String part = word.group();
            String key = "shell.source-part." + part.toLowerCase(Locale.ROOT);
            if (!has(key)) {
                return Matcher.quoteReplacement(part);
            }
            String written = get(key);
            return Character.isUpperCase(part.charAt(0))
                    ? written.substring(0, 1).toUpperCase(locale) + written.substring(1)
                    : written;
        });
    }

    /// An integer with a thousands separator: 5.458.
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /// Rupiah with a thousands separator, without the currency.
    public String number(Money money) {
        return number(money.rupiah());
    }

    /// A number with at most two decimals: 6,35.
    public String decimal(Number number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    /// A date: 12 Mei 2020.
    public String date(LocalDate date) {
        return day.format(date);
    }

    /// The date of a moment in the zone of the pilot province.
    public String date(Instant moment) {
        return date(moment.atZone(ZONE).toLocalDate());
    }

    /// From and until: 12 Mei 2020 sampai sekarang.
    private String dates(DateRange days) {
        return get("shell.date-range", days.from(), days.until() == null ? get("shell.date-range.now") : days.until());
    }

    /// A month: Mei 2020.
    public String month(YearMonth month) {
        return this.month.format(month);
    }
}
