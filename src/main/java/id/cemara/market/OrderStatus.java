package id.cemara.market;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where an order stands. Payment is a line of its own: see [id.cemara.payment.PaymentStatus].
public enum OrderStatus {
    /// The buyer has ordered; the goods are kept for a while.
    PLACED(Holding.HELD),
    /// The group said yes, or the money of a pay-first order came.
    CONFIRMED(Holding.HELD),
    IN_PREPARATION(Holding.HELD),
    /// Packed, waits for the buyer or for who brings it.
    READY(Holding.HELD),
    SENT(Holding.USED),
    DELIVERED(Holding.USED),
    CLOSED(Holding.USED),
    CANCELLED(Holding.NOTHING),
    EXPIRED(Holding.NOTHING),
    REFUSED(Holding.NOTHING),
    /// Buyer and group do not agree about goods that left.
    DISPUTED(Holding.USED);

    /// What an order in this status has of the shelf. The database checks the same when a transaction commits.
    public enum Holding {
        /// Promised and still there.
        HELD,
        /// Left the shelf.
        USED,
        /// Nothing any more.
        NOTHING
    }

    private final Holding holding;

    OrderStatus(Holding holding) {
        this.holding = holding;
    }

    /// The word programs and tables use.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The status with that key.
    public static Optional<OrderStatus> ofKey(String key) {
        return Arrays.stream(values())
                .filter(status -> status.key().equals(key))
                .findFirst();
    }

    /// What an order has of the shelf then.
    public Holding holding() {
        return holding;
    }

    /// Whether it ended without a sale: cancelled, expired or refused.
    public boolean isEnded() {
        return holding == Holding.NOTHING;
    }
}
