package id.cemara.payment.destinations;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// The state of a destination. Only a verified one is used.
public enum DestinationState {
    /// Submitted, to be checked by the programme.
    WAITING,
    VERIFIED,
    REJECTED,
    /// Replaced by a newer verified one.
    REPLACED,
    /// Withdrawn by a seller of the group.
    WITHDRAWN;

    /// The state in the API and in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    static Optional<DestinationState> ofKey(String key) {
        return Keys.find(DestinationState.class, key);
    }
}
