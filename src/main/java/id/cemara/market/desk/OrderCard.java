package id.cemara.market.desk;

import id.cemara.market.ordering.OrderSummary;
import id.cemara.payment.PaymentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order on the desk.
///
/// @param forms of the steps that are offered on the card
/// @param mayAct whether any step is possible now
public record OrderCard(OrderSummary order, Pile pile, List<StepForm> forms, boolean mayAct) {

    public OrderCard {
        forms = List.copyOf(forms);
    }

    /// The message about the money of an order that ended; null if there is none to settle.
    public @Nullable String owed() {
        if (pile != Pile.OWED) {
            return null;
        }
        if (order.paid() == PaymentStatus.CLAIMED) {
            return "market.sell.owed.claimed";
        }
        return order.isPaidLate() ? "market.sell.paid-late" : "market.sell.owed";
    }
}
