package id.cemara.market.ordering.steps;

import com.fasterxml.jackson.annotation.JsonIgnore;
import id.cemara.market.OrderStatus;
import id.cemara.shared.Problem;
import java.util.List;

/// Why an order is not placed or takes no step, or a stock is not changed. A `product` is its slug.
public sealed interface OrderProblem extends Problem {

    /// @param lines at least one
    record TooLittleStock(@Extension List<Shortfall> lines) implements OrderProblem {

        @Override
        public List<Object> arguments() {
            Shortfall first = lines.getFirst();
            return List.of(lines.size(), first.name(), first.available(), first.unit());
        }
    }

    record Shortfall(
            String product,
            @JsonIgnore String name,
            @JsonIgnore String unit,
            int requested,
            int available) {}

    /// Brute force: one network address tried too many tokens of orders.
    @Status(429)
    record TooManyWrongTokens(@Extension("retryAfter") long seconds) implements OrderProblem {}

    /// A phone number has this many orders that no group has confirmed.
    record TooManyOpenOrders(@Extension int most) implements OrderProblem {}

    /// One buyer may hold only a share of a stock in unconfirmed orders.
    ///
    /// @param most how many more this buyer may order now
    record TooLargeShare(
            @Extension String product,
            String name,
            @Extension int most) implements OrderProblem {}

    /// No rule allows this step in this status, or not to this side.
    record WrongStep(
            @Extension @Localized("market.order.step") OrderStep step,
            @Extension @Localized("market.order.status") OrderStatus orderStatus)
            implements OrderProblem {}

    /// @param guard the condition that does not hold, such as `paid`
    record StepNotYet(
            @Extension @Localized("market.order.step") OrderStep step,
            @Extension @Localized("market.order.guard") String guard)
            implements OrderProblem {}

    /// The last step was another side's, is too long ago, or had an effect already.
    record NothingToUndo() implements OrderProblem {}
}
