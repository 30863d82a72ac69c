package id.cemara.shared;

import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.InvalidParameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

    /// The day typed into the field as 2020-12-31; empty when nothing was typed, or when it cannot be used, which is
    /// noted with the reason.
    public Optional<LocalDate> day(String field, @Nullable String typed) {
        return noted(field, () -> Input.day(field, typed == null ? null : typed.strip()));
    }

    /// The same for a day that may not lie ahead.
    public Optional<LocalDate> pastDay(String field, @Nullable String typed, LocalDate today) {
        return noted(field, () -> Input.pastDay(field, typed == null ? null : typed.strip(), today));
    }

    private Optional<LocalDate> noted(String field, Supplier<Optional<LocalDate>> read) {
        try {
            return read.get();
        } catch (Refused refused) {
            that(false, field, refused.problem() instanceof InvalidParameter wrong ? wrong.expected() : "day");
            return Optional.empty();
        }
    }

    /// A name or a title, on one line and of characters that can be seen; what cannot be used is noted.
    ///
    /// @param longest in characters
    public String name(String field, @Nullable String typed, int longest) {
        String name = typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\s\\p{Z}]+", " ").strip();
        that(!name.isEmpty(), field, "required")
                .that(name.length() <= longest, field, "too-long", longest)
                .that(SeenText.isLine(name), field, "no-control");
        return name;
    }

    /// A text of one or several lines, of characters that can be seen, without blanks around it; empty when nothing
    /// was typed. What cannot be used is noted.
    ///
    /// @param longest in characters
    public String text(String field, @Nullable String typed, int longest) {
        String text = typed == null ? "" : typed.strip().replace("\r\n", "\n").replace('\r', '\n');
        that(text.length() <= longest, field, "too-long", longest).that(SeenText.isText(text), field, "no-control");
        return text;
    }

    /// The reason somebody must give: a [#text] that is not empty.
    ///
    /// @param longest in characters
    /// @throws Refused when none was given, or one that cannot be kept
    public static String reason(String field, @Nullable String typed, int longest) {
        var checks = new Checks();
        String reason = checks.text(field, typed, longest);
        checks.that(!reason.isEmpty(), field, "required").refuseProblems();
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
