package id.cemara.market.shop;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// How an order is handed over.
public enum Delivery {
    /// The buyer picks the goods up.
    PICKUP,
    /// The group delivers, at its own rates.
    OWN,
    COURIER;

    /// The key in the API and in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    /// The delivery method with that key.
    public static Optional<Delivery> ofKey(String key) {
        return Keys.find(Delivery.class, key);
    }
}
