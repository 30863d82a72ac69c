package id.cemara.market.desk;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.shared.Keys;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The action that an order needs from the group's point of view, most urgent first. An order is on a pile
/// exactly if [id.cemara.market.ordering.OrderReader#WAITS] matches it.
public enum Pile {
    /// Ended with a confirmed or claimed payment: check whether the money came; refund it or deliver after
    /// all.
    OWED,
    DISPUTED,
    /// Accept or refuse the order, or check a claimed payment.
    ANSWER,
    PREPARE,
    HAND_OVER,
    /// Handed over and not paid yet.
    MONEY,
    ON_THE_WAY,
    /// Not paid yet; the buyer must act.
    WAITING;

    /// The statuses of orders that may need action, apart from those that ended.
    static final Set<OrderStatus> OPEN = EnumSet.complementOf(
            EnumSet.of(OrderStatus.CLOSED, OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REFUSED));

    /// The key in addresses and messages.
    public String key() {
        return Keys.of(this);
    }

    /// The pile of an order; empty if it needs no action.
    static Optional<Pile> of(OrderStatus status, PaymentMethod method, PaymentStatus paid) {
        boolean isPaid = paid == PaymentStatus.CONFIRMED;
        boolean isClaimed = paid == PaymentStatus.CLAIMED;
        boolean waitsForMoney = method.isPayFirst() && !isPaid;
        return switch (status) {
            case PLACED -> Optional.of(waitsForMoney && !isClaimed ? WAITING : ANSWER);
            case CONFIRMED -> Optional.of(!waitsForMoney ? PREPARE : isClaimed ? ANSWER : WAITING);
            case IN_PREPARATION -> Optional.of(PREPARE);
            case READY -> Optional.of(HAND_OVER);
            case SENT -> Optional.of(ON_THE_WAY);
            case DELIVERED -> isPaid || paid == PaymentStatus.REFUNDED ? Optional.empty() : Optional.of(MONEY);
            case DISPUTED -> Optional.of(DISPUTED);
            case CANCELLED, EXPIRED, REFUSED -> isPaid || isClaimed ? Optional.of(OWED) : Optional.empty();
            case CLOSED -> Optional.empty();
        };
    }

    /// The usual next step for an order on this pile.
    OrderStep next(OrderStatus status, PaymentMethod method, PaymentStatus paid, Delivery delivery) {
        return switch (this) {
            case OWED ->
                paid != PaymentStatus.CONFIRMED
                        ? OrderStep.CONFIRM_PAYMENT
                        : status == OrderStatus.EXPIRED ? OrderStep.REVIVE : OrderStep.REFUND;
            case DISPUTED -> OrderStep.SETTLE;
            case ANSWER -> method.isPayFirst() ? OrderStep.CONFIRM_PAYMENT : OrderStep.CONFIRM;
            case PREPARE -> status == OrderStatus.CONFIRMED ? OrderStep.PREPARE : OrderStep.PACK;
            case HAND_OVER -> delivery == Delivery.PICKUP ? OrderStep.DELIVER : OrderStep.SEND;
            case MONEY, WAITING -> OrderStep.CONFIRM_PAYMENT;
            case ON_THE_WAY -> OrderStep.DELIVER;
        };
    }
}
