package id.cemara.market;

import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order, for who may see it.
///
/// @param isPaidLate paid after it had ended: the group must make it good or give the money back
/// @param goodsTotal rupiah, without delivery
/// @param total what is to be paid, in rupiah: goods, delivery, and the unique digits of a transfer
/// @param courier the courier's key; null when none brings it
/// @param promisedWeek the Monday of the week in which the last of what is made to order will be made; null when all is
/// ready
/// @param expiresAt until when the goods are kept; null when without end
/// @param to the code of the area it goes to; null for a pick-up
/// @param isRecorded whether the group wrote it down itself, so that nobody holds a token for it
/// @param changes from the first to the last
public record OrderView(
        UUID id,
        String code,
        UUID group,
        String groupName,
        String groupSlug,
        String areaCode,
        OrderStatus status,
        PaymentView payment,
        boolean isPaidLate,
        List<OrderLine> lines,
        long goodsTotal,
        long deliveryFee,
        long total,
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

    /// The digits by which a transfer is told from others, in rupiah; 0 when it is paid otherwise.
    public long digits() {
        return payment.amount() - payment.due();
    }

    /// Whether the buyer's money is with the group although the order ended: it must be given back or made good.
    public boolean owesRefund() {
        return status.isEnded() && payment.status() == PaymentStatus.CONFIRMED;
    }

    /// Without what is personal, for logs.
    @Override
    public String toString() {
        return "OrderView[" + code + " " + status + "]";
    }
}
