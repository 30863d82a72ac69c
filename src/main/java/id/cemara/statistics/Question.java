package id.cemara.statistics;

import id.cemara.shared.AreaCode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A question to a measure.
///
/// @param by up to two different dimensions
/// @param area null for the whole country
/// @param asOf the day of the facts
/// @param from the first day of the period, for a measure over time; null for the first day of the year of
/// `asOf`
public record Question(
        List<String> by,
        @Nullable AreaCode area,
        LocalDate asOf,
        @Nullable LocalDate from) {

    /// The built-in breakdown.
    public static final String AREA = "area";

    public Question {
        by = List.copyOf(by);
    }

    /// A question without a period, which defaults to the year up to the day.
    public Question(List<String> by, @Nullable AreaCode area, LocalDate asOf) {
        this(by, area, asOf, null);
    }

    /// The first day of the period for measures over time; the last is [#asOf].
    public LocalDate start() {
        return from == null ? asOf.withDayOfYear(1) : from;
    }

    /// The length of the area codes of the area's children: 2 for provinces, 5, 8 or 13.
    public int childCodeLength() {
        return area == null
                ? 2
                : switch (area.depth()) {
                    case 1 -> 5;
                    case 2 -> 8;
                    default -> 13;
                };
    }

    /// The SQL parameters `day` and, where they are asked for, `area` and `length` of the children's codes.
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("day", asOf);
        if (area != null) {
            parameters.put("area", area.value());
        }
        if (by.contains(AREA)) {
            parameters.put("length", childCodeLength());
        }
        return parameters;
    }
}
