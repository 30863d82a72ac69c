package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// The four sectors counted by the report of 2020. Finer kinds of business are data, see [BusinessKinds].
public enum Sector {
    HOME_INDUSTRY,
    AGRICULTURE,
    SERVICES,
    LIVESTOCK_AND_OTHER;

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    public static Optional<Sector> ofKey(String key) {
        return Keys.find(Sector.class, key);
    }
}
