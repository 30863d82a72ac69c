package id.cemara.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// How a buyer pays a group.
public enum PaymentMethod {
    /// The group's own QRIS code, with amount and reference added.
    QRIS,
    /// Transfer to the group's bank account, with an amount made unique by its last digits.
    TRANSFER,
    /// Cash on delivery.
    COD,
    /// On invoice after delivery, for institutions.
    INVOICE,
    /// Through a payment provider.
    GATEWAY;

    /// The method in the API and in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    /// Whether the group starts only once the money is there. With the other methods the buyer pays when the
    /// goods are handed over, or after.
    public boolean isPayFirst() {
        return switch (this) {
            case QRIS, TRANSFER, GATEWAY -> true;
            case COD, INVOICE -> false;
        };
    }

    public static Optional<PaymentMethod> ofKey(String key) {
        return Keys.find(PaymentMethod.class, key);
    }
}
