package id.cemara.market.desk;

import id.cemara.market.ordering.OrderSummary;
import java.util.List;

/// An order on the desk.
///
/// @param forms of the steps that are offered on the card
/// @param mayAct whether any step is possible now
public record OrderCard(OrderSummary order, Pile pile, List<StepForm> forms, boolean mayAct) {

    public OrderCard {
        forms = List.copyOf(forms);
    }
}
