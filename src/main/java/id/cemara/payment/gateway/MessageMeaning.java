package id.cemara.payment.gateway;

import id.cemara.shared.Keys;

/// The meaning of a provider's message, independent of the provider's terms.
enum MessageMeaning {
    /// The buyer chose a method, or the provider is still checking.
    PENDING,
    /// Paid.
    SETTLED,
    /// The attempt failed; another may follow.
    FAILED,
    /// A part was refunded.
    PARTIALLY_REFUNDED,
    /// All was refunded.
    REFUNDED,
    /// The program does not know the status; a person must read it.
    UNKNOWN;

    /// The value in tables.
    String key() {
        return Keys.of(this);
    }

    static MessageMeaning ofKey(String key) {
        return Keys.find(MessageMeaning.class, key).orElseThrow();
    }
}
