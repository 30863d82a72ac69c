package id.cemara.shared;

import id.cemara.shared.RequestProblem.InvalidFields;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with the fields of a request, so that a person hears of all of it at once.
public final class Checks {

    private final List<FieldProblem> problems = new ArrayList<>();

    /// Notes a problem of the field unless it is fine.
    ///
    /// @param expected the tail of the message key `expected.<expected>`
    public Checks that(boolean fine, String field, String expected, Object... arguments) {
        if (!fine) {
            problems.add(new FieldProblem(field, expected, List.of(arguments)));
        }
        return this;
    }

    /// The day typed into the field as 2020-12-31; empty when nothing was typed, or when it is no day, which is noted.
    public Optional<LocalDate> day(String field, @Nullable String typed) {
        try {
            return Input.day(field, typed == null ? null : typed.strip());
        } catch (Refused refused) {
            that(false, field, "day");
            return Optional.empty();
        }
    }

    /// The reason somebody must give, without blanks around it.
    ///
    /// @param longest in characters
    /// @throws Refused when none was given, or one that cannot be kept
    public static String reason(String field, @Nullable String typed, int longest) {
        String reason = typed == null ? "" : typed.strip();
        new Checks()
                .that(!reason.isEmpty(), field, "required")
                .that(reason.length() <= longest, field, "too-long", longest)
                .that(reason.indexOf(0) < 0, field, "no-control")
                .refuseProblems();
        return reason;
    }

    /// Whether nothing was wrong so far.
    public boolean areFine() {
        return problems.isEmpty();
    }

    /// @throws Refused with every problem noted, if there is any
    public void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new Refused(new InvalidFields(problems));
        }
    }
}
