package id.cemara.market.ordering.steps;

import id.cemara.market.OrderStatus;
import id.cemara.market.OrderStatus.Holding;

/// What a step does to the stock or weekly capacity of an order's products. It follows from what the order
/// holds in the two states.
enum ShelfEffect {
    RESERVE,
    RELEASE,
    USE,
    GIVE_BACK,
    /// From used to available again: goods that left come back for others to buy.
    RETURN,
    NONE;

    /// The effect of going from one status to the other.
    ///
    /// @throws IllegalStateException if goods would leave that were not reserved
    static ShelfEffect between(OrderStatus before, OrderStatus after) {
        Holding from = before.holding();
        if (from == after.holding()) {
            return NONE;
        }
        return switch (after.holding()) {
            case HELD -> from == Holding.USED ? GIVE_BACK : RESERVE;
            case USED -> {
                if (from == Holding.NOTHING) {
                    throw new IllegalStateException("goods cannot leave that nobody kept");
                }
                yield USE;
            }
            case NOTHING -> from == Holding.USED ? RETURN : RELEASE;
        };
    }
}
