package id.cemara.market.ordering.steps;

import id.cemara.market.OrderStatus;
import id.cemara.payment.PaymentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a step may change of an order.
///
/// @param isPaidLate whether the money came after the order had ended
/// @param expiresAt when the reservation ends; null if it does not end
record OrderState(
        OrderStatus status,
        PaymentStatus paid,
        boolean isPaidLate,
        @Nullable String trackingNumber,
        @Nullable Instant expiresAt,
        @Nullable Instant paidAt,
        @Nullable Instant endedAt) {

    OrderState in(OrderStatus another) {
        return new OrderState(another, paid, isPaidLate, trackingNumber, expiresAt, paidAt, endedAt);
    }

    OrderState paying(PaymentStatus another) {
        return new OrderState(status, another, isPaidLate, trackingNumber, expiresAt, paidAt, endedAt);
    }

    OrderState late(boolean late) {
        return new OrderState(status, paid, late, trackingNumber, expiresAt, paidAt, endedAt);
    }

    /// @param number null to keep the present one
    OrderState sentAs(@Nullable String number) {
        String known = number == null ? trackingNumber : number;
        return new OrderState(status, paid, isPaidLate, known, expiresAt, paidAt, endedAt);
    }

    OrderState until(@Nullable Instant time) {
        return new OrderState(status, paid, isPaidLate, trackingNumber, time, paidAt, endedAt);
    }

    OrderState paidSince(@Nullable Instant time) {
        return new OrderState(status, paid, isPaidLate, trackingNumber, expiresAt, time, endedAt);
    }

    OrderState endedSince(@Nullable Instant time) {
        return new OrderState(status, paid, isPaidLate, trackingNumber, expiresAt, paidAt, time);
    }
}
