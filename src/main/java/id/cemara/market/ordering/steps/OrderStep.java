package id.cemara.market.ordering.steps;

import com.fasterxml.jackson.annotation.JsonValue;
import id.cemara.shared.Keys;
import java.util.Optional;

/// A step of an order. [OrderRules] and docs/orders.md say when, by whom and with what effect.
public enum OrderStep {
    /// Creates the order.
    PLACE,
    CONFIRM,
    REFUSE,
    PREPARE,
    PACK,
    SEND,
    DELIVER,
    CLOSE,
    CANCEL,
    EXPIRE,
    DISPUTE,
    /// Settles a dispute.
    SETTLE,
    /// An order that ended and was paid after all reserves its goods again and goes on.
    REVIVE,
    CLAIM_PAYMENT,
    /// The group checked, and the payment that was claimed has not arrived.
    DENY_CLAIM,
    CONFIRM_PAYMENT,
    REFUND,
    /// Goods come back unpaid: not picked up, not accepted, or sent back.
    RETURN,
    UNDO;

    /// The key in addresses and tables.
    @JsonValue
    public String key() {
        return Keys.of(this);
    }

    /// The step with that key.
    public static Optional<OrderStep> ofKey(String key) {
        return Keys.find(OrderStep.class, key);
    }
}
