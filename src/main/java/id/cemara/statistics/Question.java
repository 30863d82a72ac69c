package id.cemara.statistics;

import id.cemara.shared.AreaCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked of a measure.
///
/// @param by the dimensions to break it down by, none to two, without repetition
/// @param area only what lies in it; null for the whole country
/// @param asOf the day the facts are taken from, as they were known on it
/// @param from the first day of the period a measure over time is asked for; null for the year of `asOf` up to that day
public record Question(
        List<String> by,
        @Nullable AreaCode area,
        LocalDate asOf,
        @Nullable LocalDate from) {

    /// The name of the built-in breakdown.
    public static final String AREA = "area";

    public Question {
        by = List.copyOf(by);
    }

    /// A question about a day, and for measures over time about its year up to it.
    public Question(List<String> by, @Nullable AreaCode area, LocalDate asOf) {
        this(by, area, asOf, null);
    }

    /// The first day of the period that a measure over time counts; its last is [#asOf].
    public LocalDate start() {
        return from == null ? asOf.withDayOfYear(1) : from;
    }

    /// How many characters of an area code tell the children of the area apart: 2 for provinces, 5, 8 or 13.
    public int childCodeLength() {
        return area == null
                ? 2
                : switch (area.depth()) {
                    case 1 -> 5;
                    case 2 -> 8;
                    default -> 13;
                };
    }
}
