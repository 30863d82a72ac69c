package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// Development stage: dasar, berkembang, mandiri.
public enum GroupStage {
    BASIC("basic"),
    DEVELOPING("developing"),
    INDEPENDENT("independent");

    private final String key;

    GroupStage(String key) {
        this.key = key;
    }

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return key;
    }

    public static Optional<GroupStage> ofKey(String key) {
        return Arrays.stream(values()).filter(stage -> stage.key.equals(key)).findFirst();
    }
}
