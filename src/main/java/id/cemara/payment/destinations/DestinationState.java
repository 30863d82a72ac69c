package id.cemara.payment.destinations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// The state of a destination. Only a verified one is used.
public enum DestinationState {
    /// Submitted, to be checked by the programme.
    WAITING("waiting"),
    VERIFIED("verified"),
    REJECTED("rejected"),
    /// Replaced by a newer verified one.
    REPLACED("replaced"),
    /// Withdrawn by a seller of the group.
    WITHDRAWN("withdrawn");

    private final String key;

    DestinationState(String key) {
        this.key = key;
    }

    /// The state in the API and in tables.
    @JsonValue
    public String key() {
        return key;
    }

    static Optional<DestinationState> ofKey(String key) {
        return Arrays.stream(values()).filter(state -> state.key.equals(key)).findFirst();
    }
}
