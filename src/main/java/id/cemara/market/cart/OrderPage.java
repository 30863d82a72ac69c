package id.cemara.market.cart;

import id.cemara.market.Delivery;
import id.cemara.market.OrderChange;
import id.cemara.market.OrderStatus;
import id.cemara.market.OrderStep;
import id.cemara.market.OrderView;
import id.cemara.market.delivery.Shop;
import id.cemara.market.voices.Complaint;
import id.cemara.market.voices.ProtectionContact;
import id.cemara.market.voices.Review;
import id.cemara.payment.GatewayNote;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.qris.QrCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The page of an order, for its buyer.
///
/// @param steps what the buyer may do now
/// @param code the QRIS code to pay by; null when there is none
/// @param gateway how it stands at a payment provider; null when none knows of it
/// @param whatsapp opens the order as a text to the group; null when the group gave no number
/// @param place the name of the area it goes to; empty for a pick-up
/// @param courier the courier's name; empty when none brings it
/// @param secretLink the address to keep, with which the order can be opened on every phone
/// @param siblings the other orders of the same checkout, as far as this browser may see them
/// @param complaints about it, the newest first
/// @param contact whom a buyer turns to beyond the group
/// @param reviews by product
public record OrderPage(
        OrderView order,
        Set<OrderStep> steps,
        Shop shop,
        @Nullable QrCode code,
        @Nullable GatewayNote gateway,
        @Nullable String whatsapp,
        String place,
        String courier,
        String secretLink,
        List<OrderView> siblings,
        List<Complaint> complaints,
        ProtectionContact contact,
        Map<UUID, Review> reviews) {

    public OrderPage {
        steps = Set.copyOf(steps);
        siblings = List.copyOf(siblings);
        complaints = List.copyOf(complaints);
        reviews = Map.copyOf(reviews);
    }

    /// How another order of the same checkout stands, as a message key. Until when it is to be paid is said only where
    /// the day is that of the payment: of an order that is paid first and is not paid.
    public static String standing(OrderView order) {
        boolean isToPay = isPayFirst(order)
                && order.payment().status() == PaymentStatus.NONE
                && !order.status().isEnded();
        if (isToPay && order.expiresAt() != null) {
            return "market.cart.sibling.until";
        }
        return isToPay
                ? "market.cart.sibling.unpaid"
                : "market.cart.status." + order.status().key();
    }

    /// What the timeline shows: all that happened but what was taken back and the taking back itself.
    public List<OrderChange> timeline() {
        return order.changes().stream()
                .filter(change -> !change.isUndone() && change.step() != OrderStep.UNDO)
                .toList();
    }

    /// Whether money is expected before the goods.
    public boolean isPayFirst() {
        return isPayFirst(order);
    }

    private static boolean isPayFirst(OrderView order) {
        return switch (order.payment().method()) {
            case QRIS, TRANSFER, GATEWAY -> true;
            case COD, INVOICE -> false;
        };
    }

    /// Whether the address to keep comes first: until the group has answered.
    public boolean isNew() {
        return order.status() == OrderStatus.PLACED;
    }

    /// Whether it still has to be paid, and may be.
    public boolean isToPay() {
        return order.payment().status() == PaymentStatus.NONE && !order.status().isEnded();
    }

    /// Whether the buyer says that it was paid, and the group has not answered: nothing says any more how to pay.
    public boolean isClaimed() {
        return order.payment().status() == PaymentStatus.CLAIMED
                && !order.status().isEnded();
    }

    /// Whether the buyer may say that it was paid.
    public boolean mayClaim() {
        return steps.contains(OrderStep.CLAIM_PAYMENT);
    }

    /// Why the group says that the claimed money is not there; null while nothing was claimed, or once it was again.
    public @Nullable String denial() {
        List<OrderChange> claims = timeline().stream()
                .filter(change -> change.step() == OrderStep.CLAIM_PAYMENT || change.step() == OrderStep.DENY_CLAIM)
                .toList();
        boolean isDenied = order.payment().status() == PaymentStatus.NONE
                && !claims.isEmpty()
                && claims.getLast().step() == OrderStep.DENY_CLAIM;
        return isDenied ? claims.getLast().why() : null;
    }

    /// Whether it will be, or was, handed over to an institution that pays later.
    public boolean hasHandover() {
        return order.payment().method() == PaymentMethod.INVOICE
                && !order.status().isEnded();
    }

    /// Whether something may be reviewed.
    public boolean isReviewable() {
        return order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.CLOSED;
    }

    /// The complaint that is not solved; null when there is none.
    public @Nullable Complaint unsolved() {
        return complaints.stream().filter(Complaint::isUnsolved).findFirst().orElse(null);
    }

    /// What comes next, as the tail of the message key `market.cart.then.<then>`.
    public String then() {
        PaymentStatus paid = order.payment().status();
        boolean isPickup = order.delivery() == Delivery.PICKUP;
        return switch (order.status()) {
            case PLACED -> isPayFirst() ? paying(paid, answer()) : answer();
            case CONFIRMED, IN_PREPARATION -> isPayFirst() ? paying(paid, "making") : "making";
            case READY -> isPickup ? "fetch" : "packed";
            case SENT -> "on-the-way";
            case DELIVERED ->
                switch (paid) {
                    case NONE -> "arrived-unpaid";
                    case CLAIMED -> "arrived-claimed";
                    case CONFIRMED, REFUNDED -> "arrived";
                };
            case CLOSED -> "closed";
            case CANCELLED -> ended(paid, "cancelled", "ended-claimed", "refund");
            case EXPIRED -> ended(paid, "expired", "expired-claimed", "paid-late");
            case REFUSED -> ended(paid, "refused", "ended-claimed", "refund");
            case DISPUTED -> "disputed";
        };
    }

    private String paying(PaymentStatus paid, String settled) {
        return switch (paid) {
            case NONE -> pay();
            case CLAIMED -> "claimed";
            case CONFIRMED, REFUNDED -> settled;
        };
    }

    private static String ended(PaymentStatus paid, String unpaid, String claimed, String owed) {
        return switch (paid) {
            case NONE -> unpaid;
            case CLAIMED -> claimed;
            case CONFIRMED -> owed;
            case REFUNDED -> "refunded";
        };
    }

    private String answer() {
        return whatsapp == null ? "wait" : "wait-whatsapp";
    }

    private String pay() {
        String how = order.payment().method() == PaymentMethod.GATEWAY ? "pay-page" : "pay";
        return order.expiresAt() == null ? how + "-soon" : how;
    }
}
