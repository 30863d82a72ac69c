package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// A group's operating status, independent of its approval.
public enum OperatingStatus {
    NORMAL,
    REDUCED,
    TEMPORARILY_CLOSED,
    RECOVERING,
    DISSOLVED;

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    public static Optional<OperatingStatus> ofKey(String key) {
        return Keys.find(OperatingStatus.class, key);
    }
}
