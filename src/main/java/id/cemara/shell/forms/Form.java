package id.cemara.shell.forms;

import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A form's values and problems, to show it again after a refusal.
///
/// @param values by field name
/// @param problems of the fields; empty when the form is valid
/// @param typedAgain the fields whose values are not shown again
public record Form(Map<String, String> values, List<FieldProblem> problems, Set<String> typedAgain) {

    public Form {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
        typedAgain = Set.copyOf(typedAgain);
    }

    /// A form whose values are all shown again.
    public Form(Map<String, String> values, List<FieldProblem> problems) {
        this(values, problems, Set.of());
    }

    /// An empty form.
    public static Form empty() {
        return new Form(Map.of(), List.of());
    }

    /// A form with these values, without the null ones.
    public static Form of(Map<String, ? extends @Nullable Object> values) {
        Map<String, String> present = new HashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value.toString());
            }
        });
        return new Form(present, List.of());
    }

    /// A form with these names and values in pairs, without the null ones.
    public static Form of(@Nullable String... pairs) {
        Map<String, @Nullable String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return of(values);
    }

    /// Removes the values of secret fields, which must be typed again.
    public Form without(String... secrets) {
        Map<String, String> shown = new HashMap<>(values);
        Set<String> again = new HashSet<>(typedAgain);
        for (String secret : secrets) {
            String typed = shown.remove(secret);
            if (typed != null && !typed.isBlank()) {
                again.add(secret);
            }
        }
        return new Form(shown, problems, again);
    }

    /// Adds the problems of a refusal.
    ///
    /// @throws Refused the same refusal, when it is not about fields
    public Form refused(Refused refused) {
        if (refused.problem() instanceof InvalidFields invalid) {
            return new Form(values, invalid.fields(), typedAgain);
        }
        throw refused;
    }

    /// The field's value; empty if absent.
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /// The hidden field's content: the values when the form was opened, as it was sent, or else the present
    /// ones.
    public String opened() {
        return values.getOrDefault(OpenedForm.NAME, OpenedForm.written(values));
    }

    /// The version that the form changes: as it was sent, or else the present one.
    public String version(int present) {
        return value(OpenedForm.NAME).isEmpty() || value("version").isEmpty()
                ? String.valueOf(present)
                : value("version");
    }

    /// Whether the field has exactly this value; for choices and check boxes.
    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    /// The field's problem; null when it is valid.
    public @Nullable FieldProblem problem(String name) {
        return problems.stream()
                .filter(problem -> problem.field().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// The ids of the sentences below a field, for `aria-describedby`; null without any.
    public @Nullable String describedBy(String name, String hint) {
        var ids = new StringJoiner(" ");
        if (!hint.isEmpty()) {
            ids.add(name + "-bantu");
        }
        if (problem(name) != null) {
            ids.add(name + "-salah");
        }
        if (typedAgain.contains(name)) {
            ids.add(name + "-lagi");
        }
        return ids.length() == 0 ? null : ids.toString();
    }

    public boolean hasProblems() {
        return !problems.isEmpty();
    }
}
