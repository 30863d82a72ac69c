package id.cemara.registry.duplicates;

import id.cemara.shared.Checks;
import org.jspecify.annotations.Nullable;

/// Checks the reason of a decision.
final class DecisionReason {

    private static final int MAX_REASON = 1000;

    private DecisionReason() {}

    /// The trimmed reason.
    ///
    /// @throws id.cemara.shared.Refused if it is empty or too long
    static String check(@Nullable String typed) {
        return Checks.reason("reason", typed, MAX_REASON);
    }
}
