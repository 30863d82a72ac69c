package id.cemara.market.selling;

import id.cemara.market.Delivery;
import id.cemara.market.OrderStatus;
import id.cemara.market.OrderStep;
import id.cemara.market.OrderSummary;
import id.cemara.market.orders.PaymentPath;
import id.cemara.payment.PaymentStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an order waits for, seen from the group; the most urgent first. An order that waits for nothing is on no pile.
public enum Pile {
    /// Ended, but the buyer's money is with the group: give it back or make it good.
    OWED(EnumSet.of(OrderStatus.CANCELLED, OrderStatus.EXPIRED, OrderStatus.REFUSED)),
    DISPUTED(EnumSet.of(OrderStatus.DISPUTED)),
    /// Accept or refuse, or look whether the money came.
    ANSWER(EnumSet.of(OrderStatus.PLACED)),
    PREPARE(EnumSet.of(OrderStatus.CONFIRMED, OrderStatus.IN_PREPARATION)),
    HAND_OVER(EnumSet.of(OrderStatus.READY)),
    /// Handed over, not paid yet.
    MONEY(EnumSet.of(OrderStatus.DELIVERED)),
    ON_THE_WAY(EnumSet.of(OrderStatus.SENT)),
    /// The buyer's turn: nothing was paid yet.
    WAITING(EnumSet.of(OrderStatus.PLACED, OrderStatus.CONFIRMED));

    private final Set<OrderStatus> statuses;

    Pile(Set<OrderStatus> statuses) {
        this.statuses = statuses;
    }

    /// The word in addresses and messages.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Pile> ofKey(String key) {
        return Arrays.stream(values()).filter(pile -> pile.key().equals(key)).findFirst();
    }

    /// The statuses that orders on it have.
    Set<OrderStatus> statuses() {
        return EnumSet.copyOf(statuses);
    }

    /// The statuses of orders that wait for something and have not ended.
    static Set<OrderStatus> openStatuses() {
        return Arrays.stream(values())
                .filter(pile -> pile != OWED)
                .flatMap(pile -> pile.statuses.stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(OrderStatus.class)));
    }

    /// The pile an order is on; empty when nothing waits.
    static Optional<Pile> of(OrderSummary order) {
        boolean isPaid = order.paid() == PaymentStatus.CONFIRMED;
        boolean waitsForMoney = PaymentPath.of(order.payment()) == PaymentPath.PAY_FIRST && !isPaid;
        return switch (order.status()) {
            case PLACED -> Optional.of(waitsForMoney && order.paid() != PaymentStatus.CLAIMED ? WAITING : ANSWER);
            case CONFIRMED -> Optional.of(waitsForMoney ? WAITING : PREPARE);
            case IN_PREPARATION -> Optional.of(PREPARE);
            case READY -> Optional.of(HAND_OVER);
            case SENT -> Optional.of(ON_THE_WAY);
            case DELIVERED -> isPaid || order.paid() == PaymentStatus.REFUNDED ? Optional.empty() : Optional.of(MONEY);
            case DISPUTED -> Optional.of(DISPUTED);
            case CANCELLED, EXPIRED, REFUSED -> isPaid ? Optional.of(OWED) : Optional.empty();
            case CLOSED -> Optional.empty();
        };
    }

    /// What is usually done next with an order on this pile.
    OrderStep next(OrderSummary order) {
        return switch (this) {
            case OWED -> order.status() == OrderStatus.EXPIRED ? OrderStep.REVIVE : OrderStep.REFUND;
            case DISPUTED -> OrderStep.SETTLE;
            case ANSWER ->
                PaymentPath.of(order.payment()) == PaymentPath.PAY_FIRST
                        ? OrderStep.CONFIRM_PAYMENT
                        : OrderStep.CONFIRM;
            case PREPARE -> order.status() == OrderStatus.CONFIRMED ? OrderStep.PREPARE : OrderStep.PACK;
            case HAND_OVER -> order.delivery() == Delivery.PICKUP ? OrderStep.DELIVER : OrderStep.SEND;
            case MONEY, WAITING -> OrderStep.CONFIRM_PAYMENT;
            case ON_THE_WAY -> OrderStep.DELIVER;
        };
    }
}
