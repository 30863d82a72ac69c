package id.cemara.market.ordering.steps;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderProblem.NothingToUndo;
import id.cemara.market.ordering.steps.OrderProblem.WrongStep;
import id.cemara.market.ordering.steps.TakenStep.PaymentMove;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.Outdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An order whose row the current transaction has locked. It decides what a step leads to, or refuses it
/// with the problem; [OrderSteps] carries out what it decided. Who may take which step when is the table in
/// [OrderRules].
///
/// @param claimTime how long goods are reserved from the first claim of a payment
/// @param undoTime how long the last step can be undone
/// @param history oldest first
record Order(
        OrderId id,
        String code,
        GroupId group,
        String areaCode,
        PaymentMethod method,
        Delivery delivery,
        Money total,
        OrderState state,
        int version,
        Duration claimTime,
        Duration undoTime,
        List<OrderChange> history) {

    Order {
        history = List.copyOf(history);
    }

    OrderStatus status() {
        return state.status();
    }

    PaymentStatus paid() {
        return state.paid();
    }

    OrderFacts facts() {
        return new OrderFacts(state.status(), method, state.paid(), delivery, state.expiresAt());
    }

    /// Whether the step is done already, so that taking it again has no effect: the same side took it last
    /// and it brings no new tracking number. An undo is done if this side undid exactly what was seen.
    boolean isDone(OrderStep step, Party by, StepDetails details) {
        if (step == OrderStep.UNDO) {
            Integer seen = details.version();
            return seen != null
                    && seen == version - 1
                    && history.getLast().step() == OrderStep.UNDO
                    && history.getLast().by().isOnSideOf(by);
        }
        String number = details.trackingNumber();
        boolean isNewNumber = step == OrderStep.SEND && number != null && !number.equals(state.trackingNumber());
        return isRepeated(step, by) && !isNewNumber;
    }

    private boolean isRepeated(OrderStep step, Party by) {
        List<OrderChange> standing = OrderRules.standing(history);
        return !standing.isEmpty()
                && standing.getLast().step() == step
                && standing.getLast().by().isOnSideOf(by)
                && standing.getLast().to() == status();
    }

    /// Decides the step.
    ///
    /// @throws Refused as outdated if the order changed since the version in the details, or with an
    /// [OrderProblem] if the step is not possible now or not to this party
    TakenStep take(OrderStep step, Party by, StepDetails details, Instant now) {
        Integer seen = details.version();
        if (seen != null && seen != version) {
            throw new Refused(Outdated.at(version));
        }
        String why = details.why();
        if (step == OrderStep.UNDO) {
            return undo(by, why, now);
        }
        if (step == OrderStep.SEND && isRepeated(step, by)) {
            return taken(step, by, why, null, state.sentAs(details.trackingNumber()), now);
        }
        OrderState moved =
                state.in(OrderRules.require(step, facts(), by, why, now).target(status()));
        return switch (step) {
            case CONFIRM, REFUSE, PREPARE, PACK, DELIVER, CLOSE, CANCEL, EXPIRE, DISPUTE, SETTLE, RETURN ->
                taken(step, by, why, null, moved, now);
            case SEND -> taken(step, by, why, null, moved.sentAs(details.trackingNumber()), now);
            case REVIVE -> taken(step, by, why, null, moved.late(false), now);
            case CLAIM_PAYMENT -> {
                OrderState claimed = moved.paying(PaymentStatus.CLAIMED).until(keptAfterClaim(now));
                yield taken(step, by, null, PaymentMove.CLAIM, claimed, now);
            }
            case DENY_CLAIM -> taken(step, by, why, PaymentMove.DENY, moved.paying(PaymentStatus.NONE), now);
            case CONFIRM_PAYMENT -> {
                OrderState confirmed = moved.paying(PaymentStatus.CONFIRMED)
                        .late(status().isEnded())
                        .until(null)
                        .paidSince(now);
                yield taken(step, by, why, PaymentMove.CONFIRM, confirmed, now);
            }
            case REFUND -> {
                OrderState refunded = moved.paying(PaymentStatus.REFUNDED).late(false);
                yield taken(step, by, why, PaymentMove.REFUND, refunded, now);
            }
            case PLACE, UNDO -> throw new Refused(new WrongStep(step, status()));
        };
    }

    private TakenStep taken(
            OrderStep step,
            Party by,
            @Nullable String why,
            @Nullable PaymentMove payment,
            OrderState after,
            Instant now) {
        return new TakenStep(this, step, by, why, payment, timed(after, now), List.of(), now);
    }

    /// Undoes the last step, together with the revival that it caused, if any.
    private TakenStep undo(Party by, @Nullable String why, Instant now) {
        List<OrderChange> undone = OrderRules.undoable(history, status(), by, now.minus(undoTime));
        if (undone.isEmpty()) {
            throw new Refused(new NothingToUndo());
        }
        OrderChange last = undone.getFirst();
        OrderState before = state.in(Objects.requireNonNull(last.from())).until(last.expiresBefore());
        PaymentMove payment = null;
        if (last.step() == OrderStep.CONFIRM_PAYMENT) {
            before = before.paying(PaymentStatus.NONE).late(false).paidSince(null);
            payment = PaymentMove.TAKE_BACK;
        }
        return new TakenStep(this, OrderStep.UNDO, by, why, payment, timed(before, now), undone, now);
    }

    /// Sets when the reservation ends. Pay-first orders keep their time until they are paid, other orders
    /// until the group confirms them; an ended order has none.
    private OrderState timed(OrderState after, Instant now) {
        if (after.status() == status()) {
            return after;
        }
        if (after.status().isEnded()) {
            return after.until(null).endedSince(now);
        }
        boolean waits = after.status() == OrderStatus.PLACED
                || (method.isPayFirst() && after.paid() != PaymentStatus.CONFIRMED);
        return (waits ? after : after.until(null)).endedSince(null);
    }

    /// The first claim of a payment extends the reservation, so that the group has time to check; it never
    /// shortens it.
    private @Nullable Instant keptAfterClaim(Instant now) {
        Instant until = state.expiresAt();
        if (until == null || paid() != PaymentStatus.NONE || status().isEnded()) {
            return until;
        }
        Instant checked = now.plus(claimTime);
        return checked.isAfter(until) ? checked : until;
    }

    /// Whether money brings the order back if its goods are available: it expired, or it was cancelled by
    /// a refund rather than by the buyer or the group.
    boolean isRevivedByMoney() {
        return status() == OrderStatus.EXPIRED
                || (status() == OrderStatus.CANCELLED
                        && paid() == PaymentStatus.REFUNDED
                        && history.reversed().stream()
                                .filter(change ->
                                        change.to() == OrderStatus.CANCELLED && change.from() != OrderStatus.CANCELLED)
                                .limit(1)
                                .anyMatch(change -> change.step() == OrderStep.REFUND));
    }

    Order with(List<OrderChange> loaded) {
        return new Order(
                id, code, group, areaCode, method, delivery, total, state, version, claimTime, undoTime, loaded);
    }

    /// The order once this is saved, with the next version; its history is not loaded again.
    Order after(OrderState saved) {
        return new Order(
                id, code, group, areaCode, method, delivery, total, saved, version + 1, claimTime, undoTime, history);
    }
}
