package id.cemara.payment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// How a buyer pays a group.
public enum PaymentMethod {
    /// By the group's own QRIS code, with amount and reference in it.
    QRIS("qris"),
    /// To the group's bank account, with an amount that tells it from others.
    TRANSFER("transfer"),
    /// In cash when the goods arrive.
    COD("cod"),
    /// After the goods arrived, on a bill: for institutions.
    INVOICE("invoice"),
    /// Through a payment provider.
    GATEWAY("gateway");

    private final String key;

    PaymentMethod(String key) {
        this.key = key;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    public static Optional<PaymentMethod> ofKey(String key) {
        return Arrays.stream(values()).filter(method -> method.key.equals(key)).findFirst();
    }
}
