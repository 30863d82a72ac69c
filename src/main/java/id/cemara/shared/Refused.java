package id.cemara.shared;

import java.io.Serial;
import java.util.List;

/// The only exception that carries a [Problem]: the transaction rolls back and the user sees the sentence.
public final class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    /// The reason.
    public Problem problem() {
        return problem;
    }

    /// Answers 404.
    public static Refused notFound() {
        return new Refused(new RequestProblem.NotFound());
    }

    /// Refuses one invalid field.
    ///
    /// @param expected the last part of the message key `expected.<expected>`
    public static Refused field(String field, String expected, Object... arguments) {
        return new Refused(
                new RequestProblem.InvalidFields(List.of(new FieldProblem(field, expected, List.of(arguments)))));
    }

    /// Refuses an invalid parameter.
    ///
    /// @param expected the last part of the message key `expected.<expected>`
    public static Refused parameter(String parameter, String expected) {
        return new Refused(new RequestProblem.InvalidParameter(parameter, expected));
    }
}
