package id.cemara.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// The status of a payment.
public enum PaymentStatus {
    NONE,
    /// The buyer claims to have paid; not confirmed.
    CLAIMED,
    /// The group or a provider confirmed the receipt of the money.
    CONFIRMED,
    /// The whole amount was refunded.
    REFUNDED;

    /// The status in the API and in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    public static Optional<PaymentStatus> ofKey(String key) {
        return Keys.find(PaymentStatus.class, key);
    }
}
