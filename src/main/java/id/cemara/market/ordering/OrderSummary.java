package id.cemara.market.ordering;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderFacts;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An order in a list of the work space.
///
/// @param refunded the part of the payment that was refunded
/// @param buyer the buyer's name
/// @param phone E.164
/// @param total the amount to pay: goods, delivery and the unique digits of a transfer
/// @param goods a short summary: `3 × Keripik pisang, 1 × Sirup kalamansi`
public record OrderSummary(
        OrderId id,
        String code,
        GroupId group,
        String groupName,
        String areaCode,
        OrderStatus status,
        PaymentMethod payment,
        PaymentStatus paid,
        boolean isPaidLate,
        Delivery delivery,
        Money total,
        Money refunded,
        String buyer,
        String phone,
        String goods,
        Instant placedAt,
        @Nullable Instant expiresAt,
        @Nullable String trackingNumber,
        int version) {

    /// The facts that decide which steps are possible.
    public OrderFacts facts() {
        return new OrderFacts(status, payment, paid, delivery, expiresAt);
    }

    /// A copy with another total.
    public OrderSummary billed(Money amount) {
        return new OrderSummary(
                id,
                code,
                group,
                groupName,
                areaCode,
                status,
                payment,
                paid,
                isPaidLate,
                delivery,
                amount,
                refunded,
                buyer,
                phone,
                goods,
                placedAt,
                expiresAt,
                trackingNumber,
                version);
    }

    /// Omits personal data, for logs.
    @Override
    public String toString() {
        return "OrderSummary[" + code + " " + status + "]";
    }
}
