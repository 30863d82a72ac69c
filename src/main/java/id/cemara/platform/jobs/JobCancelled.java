package id.cemara.platform.jobs;

import java.io.Serial;

/// Ends a job at one of its steps: its owner cancelled it or lost the right to it, or the node shuts down
/// and the job will be started again.
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
