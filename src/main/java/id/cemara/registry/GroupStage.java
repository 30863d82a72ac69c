package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// How far a group has come: dasar, berkembang, mandiri.
public enum GroupStage {
    BASIC("basic"),
    DEVELOPING("developing"),
    INDEPENDENT("independent");

    private final String key;

    GroupStage(String key) {
        this.key = key;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    static Optional<GroupStage> ofKey(String key) {
        return Arrays.stream(values()).filter(stage -> stage.key.equals(key)).findFirst();
    }
}
