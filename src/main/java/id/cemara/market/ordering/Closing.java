package id.cemara.market.ordering;

import id.cemara.platform.FrequentWork;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Closes orders that are delivered and paid (or refunded) after `close-days` without a change, so that
/// nobody has to close them by hand. An unsolved complaint keeps an order open.
@Component
public class Closing implements FrequentWork {

    private static final Actor SYSTEM = new Actor.System("closing-orders", List.of(Actor.EVERYWHERE));

    /// The most orders closed in one run (one a minute), so that a backlog does not slow down buyers.
    private static final int MOST = 500;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final SystemSteps steps;
    private final Clock clock;

    Closing(JdbcClient db, TransactionTemplate transaction, SystemSteps steps, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "closing-orders";
    }

    @Override
    public void run() {
        CurrentActor.run(SYSTEM, () -> {
            List<String> codes = transaction.execute(status -> finished());
            (codes == null ? List.<String>of() : codes).forEach(code -> steps.take(OrderStep.CLOSE, code));
        });
    }

    private List<String> finished() {
        int days = db.sql("select value from market.order_limits where key = 'close-days'")
                .query(Integer.class)
                .single();
        return db.sql("""
                select o.code
                  from market.orders o
                 where o.status = 'delivered' and o.payment_status in ('confirmed', 'refunded')
                   and o.placed_at < :quiet
                   and not exists (select 1 from market.order_changes c
                                    where c.order_id = o.id and c.changed_at >= :quiet)
                   and not exists (select 1 from market.complaints c
                                    where c.order_id = o.id and c.state <> 'solved')
                 order by o.placed_at, o.id
                 limit :limit
                """)
                .param("quiet", OrderReader.time(clock.instant().minus(Duration.ofDays(days))))
                .param("limit", MOST)
                .query(String.class)
                .list();
    }
}
