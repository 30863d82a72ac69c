package id.cemara.market.ordering;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes the steps that are due by time, on behalf of the system, each in its own transaction. Safe on
/// several nodes, and an order that fails does not stop the others.
@Component
class SystemSteps {

    private static final Logger LOG = LoggerFactory.getLogger(SystemSteps.class);

    private final TransactionTemplate transaction;
    private final OrderBook book;
    private final Clock clock;

    SystemSteps(TransactionTemplate transaction, OrderBook book, Clock clock) {
        this.transaction = transaction;
        this.book = book;
        this.clock = clock;
    }

    /// Takes the step if it is still due. Logs a failure; the next run tries again.
    ///
    /// @return false if the step is no longer due, another transaction holds the order, or it failed
    boolean take(OrderStep step, String code) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> takeHeld(step, code)));
        } catch (RuntimeException e) {
            LOG.error("order {} could not take the step {}, which is tried again", code, step.key(), e);
            return false;
        }
    }

    private boolean takeHeld(OrderStep step, String code) {
        HeldOrder order = book.free(code).filter(held -> isDue(step, held)).orElse(null);
        if (order == null) {
            return false;
        }
        OrderMachine.Rule rule = OrderMachine.require(step, order.standing(), By.SYSTEM, null, clock.instant());
        book.change(order, order.state().in(rule.target(order.status())), step, By.SYSTEM, null);
        return true;
    }

    private boolean isDue(OrderStep step, HeldOrder order) {
        return OrderMachine.possible(order.standing(), By.SYSTEM, clock.instant())
                .contains(step);
    }
}
