package id.cemara.platform;

import java.io.Serial;

/// Ends work at one of its steps: the person stopped it, lost the right to it, or the system shuts down and will begin
/// it again.
public final class JobCancelled extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    JobCancelled(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    enum Reason {
        ASKED,
        RIGHTS_CHANGED,
        SHUTDOWN
    }
}
