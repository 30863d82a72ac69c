package id.cemara.market.buying;

import id.cemara.market.OrderStatus;
import id.cemara.market.feedback.Complaint;
import id.cemara.market.feedback.ProtectionContact;
import id.cemara.market.feedback.Review;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.steps.OrderChange;
import id.cemara.market.ordering.steps.OrderRules;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.shop.Delivery;
import id.cemara.market.shop.Shop;
import id.cemara.payment.GatewayNote;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.qris.QrCode;
import id.cemara.shared.ProductId;
import id.cemara.shell.Texts;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The view of an order's page for its buyer.
///
/// @param steps what the buyer may do now
/// @param code the QRIS code to pay with; null if there is none
/// @param gateway the payment's state at a provider; null if there is none
/// @param whatsapp opens the order as a text to the group; null if the group gave no number, or the order
/// was cancelled or refused
/// @param place the name of the area it is delivered to; empty for a pick-up
/// @param courier the courier's name; empty for other delivery methods
/// @param secretLink the link with the token, which opens the order on any device
/// @param siblings the other orders of the same checkout that this browser has tokens for
/// @param complaints newest first
/// @param contact of consumer protection
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
        Map<ProductId, Review> reviews) {

    public OrderPage {
        steps = Set.copyOf(steps);
        siblings = List.copyOf(siblings);
        complaints = List.copyOf(complaints);
        reviews = Map.copyOf(reviews);
    }

    /// The state of another order of the same checkout, as a message key. Only an unpaid pay-first order
    /// shows its deadline, because only there it is a deadline for paying.
    public static String standing(OrderView order) {
        boolean isToPay = order.payment().method().isPayFirst()
                && order.payment().status() == PaymentStatus.NONE
                && !order.status().isEnded();
        if (isToPay && order.expiresAt() != null) {
            return "market.cart.sibling.until";
        }
        return isToPay
                ? "market.cart.sibling.unpaid"
                : "market.cart.status." + order.status().key();
    }

    /// The history without undone steps and the undos themselves.
    public List<OrderChange> timeline() {
        return OrderRules.standing(order.changes());
    }

    /// Whether the payment method is pay-first.
    public boolean isPayFirst() {
        return order.payment().method().isPayFirst();
    }

    /// Whether the order is new: until the group has answered, the page shows the secret link first.
    public boolean isNew() {
        return order.status() == OrderStatus.PLACED;
    }

    /// Whether the order can still be paid and no payment is claimed.
    public boolean isToPay() {
        return order.payment().status() == PaymentStatus.NONE && !order.status().isEnded();
    }

    /// Whether a payment is claimed and not yet checked. The page then no longer shows how to pay.
    public boolean isClaimed() {
        return order.payment().status() == PaymentStatus.CLAIMED
                && !order.status().isEnded();
    }

    /// Whether it is paid on the page of a provider.
    public boolean isPaidAtProvider() {
        return order.payment().method() == PaymentMethod.GATEWAY;
    }

    /// The message about an amount that is paid without anything from this page.
    public String payment() {
        return switch (order.payment().method()) {
            case COD -> "market.cart.cod";
            case INVOICE -> "market.cart.invoice";
            case QRIS, TRANSFER, GATEWAY -> "market.cart.pay.ask";
        };
    }

    /// The last three digits of the amount, which tell payments apart.
    public String lastDigits(Texts texts) {
        String amount = texts.number(order.payment().amount());
        return amount.substring(Math.max(0, amount.length() - 3));
    }

    /// Where to fetch the goods; null if they are brought or the order has ended, or if the shop did not say.
    public @Nullable String pickupPlace() {
        return order.delivery() == Delivery.PICKUP && !order.status().isEnded() ? shop.pickupPlace() : null;
    }

    /// The week for which the goods are promised; null if none is, or the order has ended.
    public @Nullable LocalDate promisedWeek() {
        return order.status().isEnded() ? null : order.promisedWeek();
    }

    /// Whether the buyer may claim that the order is paid.
    public boolean mayClaim() {
        return steps.contains(OrderStep.CLAIM_PAYMENT);
    }

    public boolean mayDeliver() {
        return steps.contains(OrderStep.DELIVER);
    }

    public boolean mayClose() {
        return steps.contains(OrderStep.CLOSE);
    }

    public boolean mayUndo() {
        return steps.contains(OrderStep.UNDO);
    }

    public boolean mayCancel() {
        return steps.contains(OrderStep.CANCEL);
    }

    public boolean mayDispute() {
        return steps.contains(OrderStep.DISPUTE);
    }

    /// Whether the page has a section of steps.
    public boolean hasSteps() {
        return mayDeliver() || mayClose() || mayUndo() || mayCancel();
    }

    /// The group's reason for denying the last claim; null if there was none, or it was claimed again
    /// since.
    public @Nullable String denial() {
        List<OrderChange> claims = timeline().stream()
                .filter(change -> change.step() == OrderStep.CLAIM_PAYMENT || change.step() == OrderStep.DENY_CLAIM)
                .toList();
        boolean isDenied = order.payment().status() == PaymentStatus.NONE
                && !claims.isEmpty()
                && claims.getLast().step() == OrderStep.DENY_CLAIM;
        return isDenied ? claims.getLast().why() : null;
    }

    /// Whether the order has a handover report: an institution pays it later, and it has not ended.
    public boolean hasHandover() {
        return order.payment().method() == PaymentMethod.INVOICE
                && !order.status().isEnded();
    }

    /// Whether its products may be reviewed.
    public boolean isReviewable() {
        return order.status() == OrderStatus.DELIVERED || order.status() == OrderStatus.CLOSED;
    }

    /// The unsolved complaint; null if there is none.
    public @Nullable Complaint unsolved() {
        return complaints.stream().filter(Complaint::isUnsolved).findFirst().orElse(null);
    }

    /// What happens next, as the tail of the message key `market.cart.then.<then>`.
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
