package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// Development stage: dasar, berkembang, mandiri.
public enum GroupStage {
    BASIC,
    DEVELOPING,
    INDEPENDENT;

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    public static Optional<GroupStage> ofKey(String key) {
        return Keys.find(GroupStage.class, key);
    }
}
