package id.cemara.market.desk;

import id.cemara.market.ordering.OrderStep;
import id.cemara.market.ordering.OrderSummary;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An order on the desk.
///
/// @param next the usual next step; null if the actor may not take it or the buyer must act first
/// @param mayRefuse whether it can be refused now
/// @param steps all steps possible now
public record OrderCard(
        OrderSummary order, Pile pile, @Nullable OrderStep next, boolean mayRefuse, Set<OrderStep> steps) {

    public OrderCard {
        steps = Set.copyOf(steps);
    }
}
