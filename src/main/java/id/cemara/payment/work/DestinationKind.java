package id.cemara.payment.work;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/// Where money goes to.
public enum DestinationKind {
    /// The group's own static QRIS code.
    QRIS("qris"),
    /// Its bank account.
    ACCOUNT("account");

    private final String key;

    DestinationKind(String key) {
        this.key = key;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return key;
    }

    static Optional<DestinationKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
}
