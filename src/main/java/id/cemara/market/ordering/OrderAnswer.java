package id.cemara.market.ordering;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderChange;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.payment.BankAccount;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An order as the API answers it.
@Schema(name = "Order")
record OrderAnswer(
        String code,
        OrderStatus status,
        GroupAnswer group,
        List<LineAnswer> lines,
        long goodsTotal,
        long deliveryFee,
        long uniqueDigits,
        long total,
        PaymentAnswer payment,
        boolean paidLate,
        DeliveryAnswer delivery,
        Buyer buyer,
        @Nullable LocalDate promisedWeek,
        Instant placedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant paidAt,
        @Nullable Instant endedAt,
        List<ChangeAnswer> changes,
        Set<OrderStep> steps,
        int version) {

    record GroupAnswer(String slug, String name) {}

    record LineAnswer(String product, String name, String unit, int quantity, long unitPrice, long total) {

        static List<LineAnswer> of(OrderView order) {
            return order.lines().stream().map(LineAnswer::of).toList();
        }

        private static LineAnswer of(OrderLine line) {
            return new LineAnswer(
                    line.slug(),
                    line.name(),
                    line.unit(),
                    line.quantity(),
                    line.unitPrice().rupiah(),
                    line.total().rupiah());
        }
    }

    record PaymentAnswer(
            PaymentMethod method,
            PaymentStatus status,
            long amount,
            long refunded,
            @Nullable String qris,
            @Nullable BankAccount account,
            @Nullable String redirect) {

        static PaymentAnswer of(PaymentView payment, @Nullable String redirect) {
            return new PaymentAnswer(
                    payment.method(),
                    payment.status(),
                    payment.amount().rupiah(),
                    payment.refunded().rupiah(),
                    payment.qris(),
                    payment.account(),
                    redirect);
        }
    }

    record DeliveryAnswer(
            String method,
            @Nullable String to,
            @Nullable String courier,
            @Nullable String trackingNumber) {}

    record ChangeAnswer(
            Instant at,
            OrderStep step,
            @Nullable OrderStatus from,
            OrderStatus to,
            String by,
            @Nullable String why,
            boolean undone) {

        static ChangeAnswer of(OrderChange change) {
            return new ChangeAnswer(
                    change.at(),
                    change.step(),
                    change.from(),
                    change.to(),
                    change.by().key(),
                    change.why(),
                    change.isUndone());
        }
    }

    /// @param redirect the provider's payment page; null if there is none
    /// @param steps that the caller may take now
    static OrderAnswer of(OrderView order, @Nullable String redirect, Set<OrderStep> steps) {
        return new OrderAnswer(
                order.code(),
                order.status(),
                new GroupAnswer(order.groupSlug(), order.groupName()),
                LineAnswer.of(order),
                order.goodsTotal().rupiah(),
                order.deliveryFee().rupiah(),
                order.digits().rupiah(),
                order.total().rupiah(),
                PaymentAnswer.of(order.payment(), redirect),
                order.isPaidLate(),
                new DeliveryAnswer(order.delivery().key(), order.to(), order.courier(), order.trackingNumber()),
                order.buyer(),
                order.promisedWeek(),
                order.placedAt(),
                order.expiresAt(),
                order.paidAt(),
                order.endedAt(),
                order.changes().stream().map(ChangeAnswer::of).toList(),
                steps,
                order.version());
    }
}
