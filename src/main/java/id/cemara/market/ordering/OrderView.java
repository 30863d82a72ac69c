package id.cemara.market.ordering;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderChange;
import id.cemara.market.ordering.steps.OrderFacts;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order with all its details.
///
/// @param isPaidLate paid after it had ended: the group must deliver after all or refund
/// @param goodsTotal without delivery
/// @param total the amount to pay: goods, delivery and the unique digits of a transfer
/// @param courier the courier's key; null for other delivery methods
/// @param promisedWeek the Monday of the week in which the last made-to-order goods are made; null if
/// nothing is made to order
/// @param expiresAt when the reservation ends; null if it does not end
/// @param to the code of the area it is delivered to; null for a pick-up
/// @param isRecorded whether the group recorded it, so that there is no token
/// @param changes its history, oldest first
public record OrderView(
        OrderId id,
        String code,
        GroupId group,
        String groupName,
        String groupSlug,
        String areaCode,
        OrderStatus status,
        PaymentView payment,
        boolean isPaidLate,
        List<OrderLine> lines,
        Money goodsTotal,
        Money deliveryFee,
        Money total,
        Delivery delivery,
        @Nullable String courier,
        @Nullable String trackingNumber,
        @Nullable LocalDate promisedWeek,
        Instant placedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant paidAt,
        @Nullable Instant endedAt,
        Buyer buyer,
        @Nullable String to,
        boolean isRecorded,
        List<OrderChange> changes,
        int version) {

    public OrderView {
        lines = List.copyOf(lines);
        changes = List.copyOf(changes);
    }

    /// The facts that decide which steps are possible.
    public OrderFacts facts() {
        return new OrderFacts(status, payment.method(), payment.status(), delivery, expiresAt);
    }

    /// The unique digits of a transfer; zero for other methods.
    public Money digits() {
        return payment.amount().minus(payment.due());
    }

    /// Whether the order ended although it is paid: the group must refund or deliver after all.
    public boolean owesRefund() {
        return status.isEnded() && payment.status() == PaymentStatus.CONFIRMED;
    }

    /// Whether the order ended and its buyer says it is paid: the group must check.
    public boolean isClaimedAfterEnd() {
        return status.isEnded() && payment.status() == PaymentStatus.CLAIMED;
    }

    /// Omits personal data, for logs.
    @Override
    public String toString() {
        return "OrderView[" + code + " " + status + "]";
    }
}
