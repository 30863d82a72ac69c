package id.cemara.shared;

import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.ArrayList;
import java.util.List;

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
