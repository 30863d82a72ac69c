package id.cemara.payment.destinations;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// The kind of a payment destination.
public enum DestinationKind {
    /// The group's own static QRIS code.
    QRIS("qris"),
    /// The group's bank account.
    ACCOUNT("account");

    private final String key;

    DestinationKind(String key) {
        this.key = key;
    }

    /// The kind in the API and in tables.
    @JsonValue
    public String key() {
        return key;
    }

    public boolean isCode() {
        return this == QRIS;
    }

    static Optional<DestinationKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
}
