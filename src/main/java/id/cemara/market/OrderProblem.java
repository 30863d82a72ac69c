package id.cemara.market;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.MessageKey;
import java.util.List;
import java.util.Map;

/// Why an order is not placed, or does not go on.
public sealed interface OrderProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// Less is there than was asked for.
    ///
    /// @param lines at least one
    record TooLittleStock(List<Shortfall> lines) implements OrderProblem {

        public TooLittleStock {
            lines = List.copyOf(lines);
        }

        @Override
        public String code() {
            return "too-little-stock";
        }

        @Override
        public List<Object> arguments() {
            Shortfall first = lines.getFirst();
            return List.of(lines.size(), first.name(), first.available(), first.unit());
        }

        @Override
        public Map<String, Object> members() {
            return Map.of(
                    "lines",
                    lines.stream()
                            .map(line -> new Line(line.product(), line.requested(), line.available()))
                            .toList());
        }
    }

    /// A line of the answer.
    record Line(String product, int requested, int available) {}

    /// Of this product less is there than was asked for.
    ///
    /// @param product its slug
    record Shortfall(String product, String name, String unit, int requested, int available) {}

    /// From this address too many tokens came that open nothing.
    ///
    /// @param seconds how long to wait
    record TooManyWrongTokens(long seconds) implements OrderProblem {

        @Override
        public String code() {
            return "too-many-wrong-tokens";
        }

        @Override
        public int status() {
            return 429;
        }

        @Override
        public List<Object> arguments() {
            return List.of(seconds);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("retryAfter", seconds);
        }
    }

    /// This phone number has enough orders open that no group has confirmed yet.
    record TooManyOpenOrders(int most) implements OrderProblem {

        @Override
        public String code() {
            return "too-many-open-orders";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("most", most);
        }
    }

    /// This phone number would hold more of a shelf, in orders not confirmed yet, than one buyer may.
    ///
    /// @param product its slug
    /// @param most how many of it one buyer may hold now
    record TooLargeShare(String product, String name, int most) implements OrderProblem {

        @Override
        public String code() {
            return "too-large-share";
        }

        @Override
        public List<Object> arguments() {
            return List.of(name, most);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("product", product, "most", most);
        }
    }

    /// The order stands where this cannot be done, or not by who asks.
    record WrongStep(OrderStep step, OrderStatus orderStatus) implements OrderProblem {

        @Override
        public String code() {
            return "wrong-step";
        }

        @Override
        public List<Object> arguments() {
            return List.of(
                    new MessageKey("market.order.step." + step.key()),
                    new MessageKey("market.order.status." + orderStatus.key()));
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("step", step.key(), "orderStatus", orderStatus.key());
        }
    }

    /// A guard stands in the way of the step.
    ///
    /// @param guard what is not so, such as `paid`
    record StepNotYet(OrderStep step, String guard) implements OrderProblem {

        @Override
        public String code() {
            return "step-not-yet";
        }

        @Override
        public List<Object> arguments() {
            return List.of(
                    new MessageKey("market.order.step." + step.key()), new MessageKey("market.order.guard." + guard));
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("step", step.key(), "guard", guard);
        }
    }

    /// The last step is not the asker's, too long ago, or had an effect already.
    record NothingToUndo() implements OrderProblem {

        @Override
        public String code() {
            return "nothing-to-undo";
        }
    }

    /// So many are promised to orders: the shelf cannot hold fewer.
    ///
    /// @param product its slug
    record BelowReserved(String product, int reserved) implements OrderProblem {

        @Override
        public String code() {
            return "below-reserved";
        }

        @Override
        public List<Object> arguments() {
            return List.of(reserved);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("product", product, "reserved", reserved);
        }
    }

    /// What is made to order has no shelf to count.
    record MadeToOrder(String product) implements OrderProblem {

        @Override
        public String code() {
            return "made-to-order";
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("product", product);
        }
    }
}
