package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// The four sectors counted by the report of 2020. Finer kinds of business are data, see [BusinessKinds].
public enum Sector {
    HOME_INDUSTRY("home-industry"),
    AGRICULTURE("agriculture"),
    SERVICES("services"),
    LIVESTOCK_AND_OTHER("livestock-and-other");

    private final String key;

    Sector(String key) {
        this.key = key;
    }

    /// Its key in the API and the database.
    @JsonValue
    public String key() {
        return key;
    }

    public static Optional<Sector> ofKey(String key) {
        return Arrays.stream(values()).filter(sector -> sector.key.equals(key)).findFirst();
    }
}
