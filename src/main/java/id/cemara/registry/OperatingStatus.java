package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// How a group's business goes at the moment. Approval is a field of its own.
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

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    /// The status with that word.
    public static Optional<OperatingStatus> ofKey(String key) {
        return Arrays.stream(values()).filter(status -> status.key.equals(key)).findFirst();
    }
}
