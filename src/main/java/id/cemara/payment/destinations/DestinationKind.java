package id.cemara.payment.destinations;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// The kind of a payment destination.
public enum DestinationKind {
    /// The group's own static QRIS code.
    QRIS,
    /// The group's bank account.
    ACCOUNT;

    /// The kind in the API and in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    public boolean isCode() {
        return this == QRIS;
    }

    static Optional<DestinationKind> ofKey(String key) {
        return Keys.find(DestinationKind.class, key);
    }
}
