package id.cemara.example;

import id.cemara.shared.Problem;

/// Why a message or an answer is refused.
public sealed interface MessageProblem extends Problem {

    /// It is empty or too long.
    ///
    /// @param most the maximum length in characters
    @Status(422)
    record UnusableMessage(@Extension int most) implements MessageProblem {}
}
