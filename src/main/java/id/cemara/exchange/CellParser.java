package id.cemara.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses dates and numbers as people in Indonesia write them in tables. Ambiguous spellings are rejected.
public final class CellParser {

    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[T ].*)?");
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})\\s*[-/. ]\\s*(\\d{1,2})\\s*[-/. ]\\s*(\\d{4}|\\d{2})(?: \\d\\d?[:.]\\d\\d.*)?");
    private static final Pattern WITH_MONTH = Pattern.compile("(\\d{1,2})[-/. ]*(\\p{L}+)\\.?[-/. ,]*(\\d{4}|\\d{2})");
    private static final Pattern SERIAL = Pattern.compile("\\d{4,5}");
    private static final Map<String, Integer> MONTHS = months(
            "januari january jan",
            "februari february pebruari feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec");

    private CellParser() {}

    /// Parses a date cell: a spreadsheet date, its serial number, `2020-05-12`, `12/05/2020` (day first),
    /// `12 Mei 2020`.
    ///
    /// @param today decides the century of a two-digit year: the latest such year that is not in the future
    public static Optional<Day> day(Cell cell, LocalDate today) {
        if (cell.day() != null) {
            return Optional.of(new Day(cell.day(), false));
        }
        String text = cell.text().replaceAll("\\s+", " ");
        if (cell.kind() == Cell.Kind.NUMBER) {
            return SERIAL.matcher(text).matches()
                    ? Optional.ofNullable(XlsxReader.day(Integer.parseInt(text), false))
                            .map(day -> new Day(day, false))
                    : Optional.empty();
        }
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return day(iso.group(1), iso.group(2), iso.group(3), today);
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            return day(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1), today);
        }
        Matcher named =
                WITH_MONTH.matcher(text.replaceFirst("(?i)^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu), ?", ""));
        if (named.matches()) {
            Integer month = MONTHS.get(named.group(2).toLowerCase(Locale.ROOT));
            return month == null ? Optional.empty() : day(named.group(3), month.toString(), named.group(1), today);
        }
        return Optional.empty();
    }

    /// A whole number, not negative: `893`; `1.234` and `1 234` with Indonesian thousands separators;
    /// `893,0`. A number cell is taken as it is. `1,234` is ambiguous (thousands or decimals) and is
    /// rejected.
    public static OptionalLong wholeNumber(Cell cell) {
        String text = cell.text();
        if (cell.kind() == Cell.Kind.TEXT) {
            if (text.matches("\\d{1,3}([. ]\\d{3})+(,0+)?")) {
                text = text.replaceAll("[. ]", "").replaceFirst(",0+$", "");
            } else if (text.matches("\\d{1,15}(,0{1,2})?")) {
                text = text.replaceFirst(",0+$", "");
            } else {
                return OptionalLong.empty();
            }
        }
        try {
            long number = new BigDecimal(text).longValueExact();
            return number < 0 || number > 999_999_999_999_999L ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<Day> day(String year, String month, String day, LocalDate today) {
        try {
            int number = Integer.parseInt(year);
            boolean guessed = year.length() == 2;
            if (guessed) {
                number += number + 2000 > today.getYear() ? 1900 : 2000;
            }
            return Optional.of(new Day(LocalDate.of(number, Integer.parseInt(month), Integer.parseInt(day)), guessed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Integer> months(String... names) {
        Map<String, Integer> months = new HashMap<>();
        for (int month = 1; month <= names.length; month++) {
            for (String name : names[month - 1].split(" ")) {
                months.put(name, month);
            }
        }
        return months;
    }

    /// A parsed date.
    ///
    /// @param centuryGuessed whether the year had two digits
    public record Day(LocalDate date, boolean centuryGuessed) {}
}
