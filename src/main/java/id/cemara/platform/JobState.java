package id.cemara.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far a job is.
public enum JobState {
    /// It waits for its turn.
    QUEUED,
    /// It is at work, or will be again after a restart.
    RUNNING,
    /// It did everything.
    DONE,
    /// It could not do it; the job's note says why.
    FAILED,
    /// The person who started it stopped it.
    CANCELLED;

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether nothing more will happen.
    public boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    static JobState ofKey(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
