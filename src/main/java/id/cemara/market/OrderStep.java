package id.cemara.market;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be done with an order. Which of it when, by whom, and what follows: see `market.orders.OrderMachine` and
/// docs/orders.md.
public enum OrderStep {
    /// How an order begins.
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
    /// The dispute is solved.
    SETTLE,
    /// An expired order that was paid after all takes its goods again.
    REVIVE,
    CLAIM_PAYMENT,
    /// The group looked, and the money that the buyer claims is not there.
    DENY_CLAIM,
    CONFIRM_PAYMENT,
    REFUND,
    /// What left came back unpaid: it was not fetched, not taken, or sent back.
    RETURN,
    UNDO;

    /// The word in addresses and tables.
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The step with that key.
    public static Optional<OrderStep> ofKey(String key) {
        return Arrays.stream(values()).filter(step -> step.key().equals(key)).findFirst();
    }
}
