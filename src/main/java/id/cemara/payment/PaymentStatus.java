package id.cemara.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// How far a payment is.
public enum PaymentStatus {
    NONE("none"),
    /// The buyer says that it was paid; nobody has confirmed it.
    CLAIMED("claimed"),
    /// The group, or a provider, says that the money is there.
    CONFIRMED("confirmed"),
    /// The money went back.
    REFUNDED("refunded");

    private final String key;

    PaymentStatus(String key) {
        this.key = key;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    public static Optional<PaymentStatus> ofKey(String key) {
        return Arrays.stream(values()).filter(status -> status.key.equals(key)).findFirst();
    }
}
