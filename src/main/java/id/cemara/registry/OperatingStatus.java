package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// A group's operating status, independent of its approval.
public enum OperatingStatus {
    NORMAL("normal"),
    REDUCED("reduced"),
    TEMPORARILY_CLOSED("temporarily-closed"),
    RECOVERING("recovering"),
    DISSOLVED("dissolved");

    private final String key;

    OperatingStatus(String key) {
        this.key = key;
    }

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return key;
    }

    public static Optional<OperatingStatus> ofKey(String key) {
        return Arrays.stream(values()).filter(status -> status.key.equals(key)).findFirst();
    }
}
