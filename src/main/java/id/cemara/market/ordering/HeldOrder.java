package id.cemara.market.ordering;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.OrderMachine.Standing;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order whose row the current transaction has locked.
record HeldOrder(
        UUID id,
        String code,
        UUID group,
        String areaCode,
        PaymentMethod method,
        Delivery delivery,
        long total,
        State state,
        int version) {

    static final String QUERY = """
            select o.id, o.code, o.group_id, o.area_code, o.status, o.payment_method, o.payment_status, o.is_paid_late,
                   o.delivery_method, o.tracking_number, o.total, o.expires_at, o.paid_at, o.ended_at, o.version
              from market.orders o
            """;

    /// The columns that a step may change.
    ///
    /// @param isPaidLate whether the money came after the order had ended
    /// @param expiresAt when the reservation ends; null if it does not end
    record State(
            OrderStatus status,
            PaymentStatus paid,
            boolean isPaidLate,
            @Nullable String trackingNumber,
            @Nullable Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable Instant endedAt) {

        State in(OrderStatus another) {
            return new State(another, paid, isPaidLate, trackingNumber, expiresAt, paidAt, endedAt);
        }

        State paying(PaymentStatus another) {
            return new State(status, another, isPaidLate, trackingNumber, expiresAt, paidAt, endedAt);
        }

        State late(boolean late) {
            return new State(status, paid, late, trackingNumber, expiresAt, paidAt, endedAt);
        }

        State sentAs(@Nullable String number) {
            String known = number == null ? trackingNumber : number;
            return new State(status, paid, isPaidLate, known, expiresAt, paidAt, endedAt);
        }

        State until(@Nullable Instant time) {
            return new State(status, paid, isPaidLate, trackingNumber, time, paidAt, endedAt);
        }

        State paidSince(@Nullable Instant time) {
            return new State(status, paid, isPaidLate, trackingNumber, expiresAt, time, endedAt);
        }

        State endedSince(@Nullable Instant time) {
            return new State(status, paid, isPaidLate, trackingNumber, expiresAt, paidAt, time);
        }
    }

    static HeldOrder read(ResultSet row, int ordinal) throws SQLException {
        return new HeldOrder(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("group_id", UUID.class),
                row.getString("area_code"),
                PaymentMethod.ofKey(row.getString("payment_method")).orElseThrow(),
                Delivery.ofKey(row.getString("delivery_method")).orElseThrow(),
                row.getLong("total"),
                new State(
                        OrderReader.status(row.getString("status")),
                        PaymentStatus.ofKey(row.getString("payment_status")).orElseThrow(),
                        row.getBoolean("is_paid_late"),
                        row.getString("tracking_number"),
                        OrderReader.instant(row, "expires_at"),
                        OrderReader.instant(row, "paid_at"),
                        OrderReader.instant(row, "ended_at")),
                row.getInt("version"));
    }

    OrderStatus status() {
        return state.status();
    }

    PaymentStatus paid() {
        return state.paid();
    }

    Standing standing() {
        return new Standing(state.status(), method, state.paid(), delivery, state.expiresAt());
    }

    /// The order after `changed` was written, with the next version.
    HeldOrder after(State changed) {
        return new HeldOrder(id, code, group, areaCode, method, delivery, total, changed, version + 1);
    }
}
