package id.cemara.payment.work;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// How a destination stands. Only a verified one counts.
public enum DestinationState {
    /// Sent in; somebody of the programme looks at it.
    WAITING("waiting"),
    VERIFIED("verified"),
    REJECTED("rejected"),
    /// A newer one took its place.
    REPLACED("replaced"),
    /// Taken off by who sells for the group.
    WITHDRAWN("withdrawn");

    private final String key;

    DestinationState(String key) {
        this.key = key;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    static Optional<DestinationState> ofKey(String key) {
        return Arrays.stream(values()).filter(state -> state.key.equals(key)).findFirst();
    }
}
