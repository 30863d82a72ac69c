package id.cemara.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// The four lines of business that the report of 2020 counts. Finer kinds lie below them, as data.
public enum Sector {
    HOME_INDUSTRY("home-industry"),
    AGRICULTURE("agriculture"),
    SERVICES("services"),
    LIVESTOCK_AND_OTHER("livestock-and-other");

    private final String key;

    Sector(String key) {
        this.key = key;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    static Optional<Sector> ofKey(String key) {
        return Arrays.stream(values()).filter(sector -> sector.key.equals(key)).findFirst();
    }
}
