package id.cemara.market;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How the goods come to the buyer.
public enum Delivery {
    /// The buyer fetches them.
    PICKUP,
    /// The group brings them, at its own rates.
    OWN,
    COURIER;

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The way with that key.
    public static Optional<Delivery> ofKey(String key) {
        return Arrays.stream(values()).filter(way -> way.key().equals(key)).findFirst();
    }
}
