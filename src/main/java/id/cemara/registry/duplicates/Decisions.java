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
        String reason = typed == null ? "" : typed.strip();
        new Checks()
                .that(!reason.isEmpty(), "reason", "required")
                .that(reason.length() <= MAX_REASON, "reason", "too-long", MAX_REASON)
                .that(reason.indexOf(0) < 0, "reason", "value")
                .refuseProblems();
        return reason;
    }
}
