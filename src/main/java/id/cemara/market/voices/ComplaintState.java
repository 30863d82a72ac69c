package id.cemara.market.voices;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/// Where a complaint stands.
public enum ComplaintState {
    /// Waits for an answer.
    OPEN,
    /// The group or an office answered; the buyer may say more.
    ANSWERED,
    SOLVED,
    /// One side turned to consumer protection.
    PASSED_ON;

    /// The word tables use.
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
