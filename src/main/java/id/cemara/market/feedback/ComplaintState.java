package id.cemara.market.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;

public enum ComplaintState {
    /// Waits for an answer.
    OPEN,
    /// Answered by the group or an office; the buyer may reply.
    ANSWERED,
    SOLVED,
    /// Passed on to consumer protection by either side.
    PASSED_ON;

    /// The key in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    static ComplaintState ofKey(String key) {
        return Keys.find(ComplaintState.class, key).orElseThrow(() -> new IllegalArgumentException("no state: " + key));
    }
}
