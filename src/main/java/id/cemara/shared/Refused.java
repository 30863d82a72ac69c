package id.cemara.shared;

import java.io.Serial;

/// The one exception that carries a [Problem]: the transaction rolls back and the user is told.
public final class Refused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    /// Why it was refused.
    public Problem problem() {
        return problem;
    }

    /// The answer to an address where nothing lives.
    public static Refused notFound() {
        return new Refused(new RequestProblem.NotFound());
    }

    /// The answer to a parameter that cannot be used.
    ///
    /// @param expected the tail of the message key `expected.<expected>`
    public static Refused parameter(String parameter, String expected) {
        return new Refused(new RequestProblem.InvalidParameter(parameter, expected));
    }
}
