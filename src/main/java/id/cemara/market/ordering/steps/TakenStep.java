package id.cemara.market.ordering.steps;

import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.Change;
import id.cemara.market.OrderEnded;
import id.cemara.market.OrderPaid;
import id.cemara.market.OrderStatus;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A step that an order decided to take, with all that follows from it.
///
/// @param order as it was before
/// @param why for the history; null if none was given
/// @param payment what a person's step does to the payment first; null if nothing
/// @param after the order's state afterwards
/// @param undone the changes that it takes back; empty unless it is an undo
record TakenStep(
        Order order,
        OrderStep step,
        Party by,
        @Nullable String why,
        @Nullable PaymentMove payment,
        OrderState after,
        List<OrderChange> undone,
        Instant at) {

    enum PaymentMove {
        CLAIM,
        DENY,
        CONFIRM,
        REFUND,
        /// Withdraws a confirmation; the payment knows whether it was claimed before.
        TAKE_BACK
    }

    TakenStep {
        undone = List.copyOf(undone);
    }

    /// The step with what only the payment knows: since when it is confirmed, or to which status a
    /// withdrawn confirmation leads back.
    TakenStep with(PaymentView moved) {
        OrderState known =
                switch (Objects.requireNonNull(payment)) {
                    case CLAIM, DENY, REFUND -> after;
                    case CONFIRM -> after.paidSince(Objects.requireNonNullElse(moved.confirmedAt(), at));
                    case TAKE_BACK -> after.paying(moved.status());
                };
        return new TakenStep(order, step, by, why, payment, known, undone, at);
    }

    ShelfEffect shelfEffect() {
        return ShelfEffect.between(order.status(), after.status());
    }

    /// Whether the order ends by it; its payment is closed then.
    boolean isEnd() {
        return after.status().isEnded() && !order.status().isEnded();
    }

    /// Whether an undo lets an ended order go on, so that it can be paid again.
    boolean isReopening() {
        return step == OrderStep.UNDO
                && order.status().isEnded()
                && !after.status().isEnded();
    }

    /// Whether the buyer's limits apply again: the buyer's undo made the order one that no group has
    /// confirmed.
    boolean isLimited() {
        return step == OrderStep.UNDO && by == Party.BUYER && after.status() == OrderStatus.PLACED;
    }

    /// What other modules hear.
    List<Object> events() {
        List<Object> events = new ArrayList<>();
        if (isEnd()) {
            events.add(new OrderEnded(order.id(), order.code(), order.group(), order.areaCode(), after.status()));
        }
        if (after.paidAt() != null && order.state().paidAt() == null) {
            events.add(new OrderPaid(
                    order.id(), order.code(), order.group(), order.areaCode(), order.total(), after.paidAt()));
        }
        if (step == OrderStep.SETTLE) {
            events.add(new OrderSettled(order.id(), by, String.valueOf(why)));
        }
        return events;
    }

    /// The entry in the audit trail, for a step of an office.
    AuditEntry auditEntry() {
        Map<String, Change> facts = new LinkedHashMap<>();
        Change.note(facts, "code", null, order.code());
        Change.note(facts, "status", order.status().key(), after.status().key());
        Change.note(facts, "payment", order.paid().key(), after.paid().key());
        return AuditEntry.of("order." + step.key(), "order", order.id().value(), order.areaCode(), order.group())
                .changing(facts)
                .because(why);
    }
}
