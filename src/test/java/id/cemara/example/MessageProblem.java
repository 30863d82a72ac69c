package id.cemara.example;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Map;

/// Why a message or an answer is refused.
public sealed interface MessageProblem extends Problem {

    /// The text is empty or too long.
    ///
    /// @param most the maximum length in characters
    record UnusableMessage(int most) implements MessageProblem {

        @Override
        public String code() {
            return "unusable-message";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("most", most);
        }
    }
}
