package id.cemara.payment.gateway;

import java.util.Arrays;
import java.util.Locale;

/// What one message of a provider means for the payment it is about, whatever the provider calls it.
enum GatewayWord {
    /// It began: the buyer chose a way to pay, or the provider still looks at it.
    PENDING,
    /// The money was paid.
    SETTLED,
    /// This try came to nothing. Another may follow.
    FAILED,
    /// A part of the money went back.
    PARTIALLY_REFUNDED,
    /// All of the money went back.
    REFUNDED,
    /// Kept, and for a person to read: nobody told the program what it means.
    UNKNOWN;

    /// The word the database keeps.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static GatewayWord ofKey(String key) {
        return Arrays.stream(values())
                .filter(word -> word.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
