package id.cemara.shared;

import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.InvalidParameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects all problems of a request's fields, so that a person sees them at once.
public final class Checks {

    private final List<FieldProblem> problems = new ArrayList<>();

    /// Records a problem of the field unless `fine`.
    ///
    /// @param expected the last part of the message key `expected.<expected>`
    public Checks that(boolean fine, String field, String expected, Object... arguments) {
        if (!fine) {
            problems.add(new FieldProblem(field, expected, List.of(arguments)));
        }
        return this;
    }

    /// Parses a date typed as 2020-12-31; empty when absent or invalid. An invalid date is recorded with
    /// the reason.
    public Optional<LocalDate> day(String field, @Nullable String typed) {
        return noted(field, () -> Input.day(field, typed == null ? null : typed.strip()));
    }

    /// As [#day], for a date that must not be in the future.
    public Optional<LocalDate> pastDay(String field, @Nullable String typed, LocalDate today) {
        return noted(field, () -> Input.pastDay(field, typed == null ? null : typed.strip(), today));
    }

    /// As [#pastDay], for a request whose other fields need no checks.
    ///
    /// @throws Refused when it is invalid
    public static Optional<LocalDate> past(String field, @Nullable String typed, LocalDate today) {
        var checks = new Checks();
        Optional<LocalDate> day = checks.pastDay(field, typed, today);
        checks.refuseProblems();
        return day;
    }

    private Optional<LocalDate> noted(String field, Supplier<Optional<LocalDate>> read) {
        try {
            return read.get();
        } catch (Refused refused) {
            that(false, field, refused.problem() instanceof InvalidParameter wrong ? wrong.expected() : "day");
            return Optional.empty();
        }
    }

    /// A name or title: one line of visible characters, required. Problems are recorded.
    ///
    /// @param longest in characters
    public String name(String field, @Nullable String typed, int longest) {
        String name = typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\s\\p{Z}]+", " ").strip();
        that(!name.isEmpty(), field, "required").line(field, name, longest);
        return name;
    }

    /// Records a problem unless the text is one line of visible characters, not longer than that.
    public Checks line(String field, String text, int longest) {
        return that(text.length() <= longest, field, "too-long", longest)
                .that(VisibleText.isLine(text), field, "no-control");
    }

    /// An optional text of several lines of visible characters, trimmed; empty when absent. Problems are
    /// recorded.
    ///
    /// @param longest in characters
    public String text(String field, @Nullable String typed, int longest) {
        String text = typed == null ? "" : typed.strip().replace("\r\n", "\n").replace('\r', '\n');
        that(text.length() <= longest, field, "too-long", longest).that(VisibleText.isText(text), field, "no-control");
        return text;
    }

    /// As [#text]; null when absent, which is a problem if it is required.
    public @Nullable String text(String field, @Nullable String typed, int longest, boolean required) {
        String text = text(field, typed, longest);
        that(!required || !text.isEmpty(), field, "required");
        return text.isEmpty() ? null : text;
    }

    /// A required reason, checked as [#text].
    ///
    /// @param longest in characters
    /// @throws Refused when it is missing or invalid
    public static String reason(String field, @Nullable String typed, int longest) {
        var checks = new Checks();
        String reason = checks.text(field, typed, longest);
        checks.that(!reason.isEmpty(), field, "required").refuseProblems();
        return reason;
    }

    /// @throws Refused with every recorded problem, if there is any
    public void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new Refused(new InvalidFields(problems));
        }
    }
}
