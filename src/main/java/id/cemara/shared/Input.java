package id.cemara.shared;

import id.cemara.shared.RequestProblem.InvalidParameter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parses request parameters, and refuses invalid ones by name.
public final class Input {

    /// In characters.
    public static final int MAX_SEARCH_LENGTH = 200;

    private Input() {}

    /// A trimmed search text; empty when blank.
    ///
    /// @throws Refused when it contains a control character, or is longer than [#MAX_SEARCH_LENGTH] as
    ///     typed or in the form of [PlainText]
    public static Optional<String> searchText(String parameter, @Nullable String typed) {
        if (typed == null || typed.isBlank()) {
            return Optional.empty();
        }
        // One character can expand to many, such as U+FDFA to eighteen.
        if (typed.length() > MAX_SEARCH_LENGTH
                || typed.chars().anyMatch(Character::isISOControl)
                || PlainText.of(typed).length() > MAX_SEARCH_LENGTH) {
            throw Refused.parameter(parameter, "search-text");
        }
        return Optional.of(typed.strip());
    }

    /// The number of items a page holds, 1 to [Listing#MAX_SIZE]; the default when absent.
    public static int pageSize(String parameter, @Nullable String typed, int byDefault) {
        if (typed == null || typed.isEmpty()) {
            return byDefault;
        }
        if (typed.matches("\\d{1,3}")) {
            int size = Integer.parseInt(typed);
            if (size >= 1 && size <= Listing.MAX_SIZE) {
                return size;
            }
        }
        throw Refused.parameter(parameter, "page-size");
    }

    /// An integer from 0 to 999,999,999.
    public static int count(String parameter, String typed) {
        if (typed.matches("\\d{1,9}")) {
            return Integer.parseInt(typed);
        }
        throw Refused.parameter(parameter, "cursor");
    }

    /// The version that a form showed; null when absent.
    public static @Nullable Integer version(Map<String, String> form) {
        String version = form.getOrDefault("version", "");
        return version.isEmpty() ? null : count("version", version);
    }

    /// An area code; empty when absent. Whether the area exists is checked by the area module.
    public static Optional<AreaCode> areaCode(String parameter, @Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(AreaCode.parse(typed).orElseThrow(() -> Refused.parameter(parameter, "area-code")));
    }

    /// A date as 2020-12-31; empty when absent. Only years 1900 to 2199 are accepted, others are typing
    /// errors; the refusal names that reason.
    public static Optional<LocalDate> day(String parameter, @Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day;
        try {
            day = LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            throw Refused.parameter(parameter, typed.matches("\\d{4}-\\d{2}-\\d{2}") ? "no-such-day" : "day");
        }
        if (day.getYear() < 1900) {
            throw Refused.parameter(parameter, "day-too-early");
        }
        if (day.getYear() > 2199) {
            throw Refused.parameter(parameter, "day-too-late");
        }
        return Optional.of(day);
    }

    /// As [#day], for a date that must not be in the future.
    public static Optional<LocalDate> pastDay(String parameter, @Nullable String typed, LocalDate today) {
        Optional<LocalDate> day;
        try {
            day = day(parameter, typed);
        } catch (Refused refused) {
            throw refused.problem() instanceof InvalidParameter wrong
                            && wrong.expected().equals("day-too-late")
                    ? Refused.parameter(parameter, "not-in-future")
                    : refused;
        }
        if (day.isPresent() && day.get().isAfter(today)) {
            throw Refused.parameter(parameter, "not-in-future");
        }
        return day;
    }
}
