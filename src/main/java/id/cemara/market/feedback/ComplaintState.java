package id.cemara.market.feedback;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

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
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ComplaintState ofKey(String key) {
        return Arrays.stream(values())
                .filter(state -> state.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state: " + key));
    }
}
