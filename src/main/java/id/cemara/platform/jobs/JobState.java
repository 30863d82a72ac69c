package id.cemara.platform.jobs;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;

/// The state of a job.
public enum JobState {
    /// Waits for a free worker.
    QUEUED,
    /// Runs, or will be started again after a restart.
    RUNNING,
    /// Completed.
    DONE,
    /// Failed; the job's note has the reason.
    FAILED,
    /// Cancelled by its owner.
    CANCELLED;

    /// The state in the API and in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    /// Whether the state is final.
    public boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    static JobState ofKey(String key) {
        return Keys.find(JobState.class, key).orElseThrow();
    }
}
