package id.cemara.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// The status of a payment.
public enum PaymentStatus {
    NONE("none"),
    /// The buyer claims to have paid; not confirmed.
    CLAIMED("claimed"),
    /// The group or a provider confirmed the receipt of the money.
    CONFIRMED("confirmed"),
    /// The whole amount was refunded.
    REFUNDED("refunded");

    private final String key;

    PaymentStatus(String key) {
        this.key = key;
    }

    /// The status in the API and in tables.
    @JsonValue
    public String key() {
        return key;
    }

    public static Optional<PaymentStatus> ofKey(String key) {
        return Arrays.stream(values()).filter(status -> status.key.equals(key)).findFirst();
    }
}
