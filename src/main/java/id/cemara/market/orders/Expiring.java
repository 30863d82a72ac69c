package id.cemara.market.orders;

import id.cemara.market.By;
import id.cemara.market.OrderStep;
import id.cemara.platform.FrequentWork;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Gives the goods of orders free whose time has run out. Any number of nodes may do it at once: each order is ended in
/// a transaction of its own by whoever holds it first.
@Component
public class Expiring implements FrequentWork {

    private static final Logger LOG = LoggerFactory.getLogger(Expiring.class);
    private static final Actor SYSTEM = new Actor.System("expiring-orders", List.of(Actor.EVERYWHERE));
    private static final int BATCH = 100;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final OrderBook book;
    private final Clock clock;

    Expiring(JdbcClient db, TransactionTemplate transaction, OrderBook book, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "expiring-orders";
    }

    @Override
    public void run() {
        CurrentActor.run(SYSTEM, this::expireAll);
    }

    private void expireAll() {
        int ended;
        do {
            ended = 0;
            List<String> codes = transaction.execute(status -> overdue());
            for (String code : codes == null ? List.<String>of() : codes) {
                if (expire(code)) {
                    ended++;
                }
            }
        } while (ended == BATCH);
    }

    /// One order that cannot be ended does not keep the others.
    private boolean expire(String code) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> expireHeld(code)));
        } catch (RuntimeException e) {
            LOG.error("order {} could not be ended and is tried again", code, e);
            return false;
        }
    }

    /// @return whether it was still to be ended
    private boolean expireHeld(String code) {
        HeldOrder order = book.free(code).filter(this::isOverdue).orElse(null);
        if (order == null) {
            return false;
        }
        OrderMachine.Rule rule =
                OrderMachine.require(OrderStep.EXPIRE, order.standing(), By.SYSTEM, null, clock.instant());
        book.change(order, order.state().in(rule.target(order.status())), OrderStep.EXPIRE, By.SYSTEM, null);
        return true;
    }

    private boolean isOverdue(HeldOrder order) {
        return OrderMachine.possible(order.standing(), By.SYSTEM, clock.instant())
                .contains(OrderStep.EXPIRE);
    }

    private List<String> overdue() {
        return db.sql("""
                select o.code
                  from market.orders o
                 where o.expires_at <= :now and o.status in ('placed', 'confirmed')
                   and o.payment_status in ('none', 'claimed')
                 order by o.expires_at, o.id
                 limit :limit
                """)
                .param("now", OrderReader.time(clock.instant()))
                .param("limit", BATCH)
                .query(String.class)
                .list();
    }
}
