package id.cemara.market.selling;

import id.cemara.market.OrderStep;
import id.cemara.market.OrderSummary;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An order as it lies on the desk.
///
/// @param next what is done with one thumb; null when this reader may not, or it is somebody else's turn
/// @param mayRefuse whether it can be refused now
/// @param steps everything that can be done with it now
public record OrderCard(
        OrderSummary order, Pile pile, @Nullable OrderStep next, boolean mayRefuse, Set<OrderStep> steps) {

    public OrderCard {
        steps = Set.copyOf(steps);
    }
}
