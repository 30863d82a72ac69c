package id.cemara.market;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// The status of an order. Its payment has a separate one: [id.cemara.payment.PaymentStatus].
public enum OrderStatus {
    /// Placed; the goods are reserved for a limited time.
    PLACED(Holding.HELD),
    /// Accepted by the group, or paid if pay-first.
    CONFIRMED(Holding.HELD),
    IN_PREPARATION(Holding.HELD),
    /// Packed; waits for the buyer, the group's delivery or the courier.
    READY(Holding.HELD),
    SENT(Holding.USED),
    DELIVERED(Holding.USED),
    CLOSED(Holding.USED),
    CANCELLED(Holding.NOTHING),
    EXPIRED(Holding.NOTHING),
    REFUSED(Holding.NOTHING),
    /// Buyer and group disagree about goods that left the shelf.
    DISPUTED(Holding.USED);

    /// What an order in this status holds of stock or capacity. The database checks the same at commit.
    public enum Holding {
        /// Reserved and still on the shelf.
        HELD,
        /// Off the shelf.
        USED,
        NOTHING
    }

    private final Holding holding;

    OrderStatus(Holding holding) {
        this.holding = holding;
    }

    /// The key in the API and in tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    /// The status with that key.
    public static Optional<OrderStatus> ofKey(String key) {
        return Keys.find(OrderStatus.class, key);
    }

    /// What an order in this status holds of stock or capacity.
    public Holding holding() {
        return holding;
    }

    /// Whether the order ended without a sale: cancelled, expired or refused.
    public boolean isEnded() {
        return holding == Holding.NOTHING;
    }
}
