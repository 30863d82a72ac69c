package id.cemara.registry.duplicates;

import id.cemara.shared.Checks;
import org.jspecify.annotations.Nullable;

/// What somebody gives as the reason for a decision.
final class Decisions {

    private static final int MAX_REASON = 1000;

    private Decisions() {}

    /// The reason without what surrounds it.
    ///
    /// @throws id.cemara.shared.Refused when there is none, or one that is too long
    static String reason(@Nullable String typed) {
        return Checks.reason("reason", typed, MAX_REASON);
    }
}
