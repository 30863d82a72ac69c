package id.cemara.market.ordering;

import id.cemara.platform.FrequentWork;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Expires unpaid orders whose reservation time has run out, which releases their goods. Safe on several
/// nodes: each order has its own transaction and is skipped while another transaction holds its row lock.
@Component
public class Expiring implements FrequentWork {

    private static final Actor SYSTEM = new Actor.System("expiring-orders", List.of(Actor.EVERYWHERE));
    private static final int BATCH = 100;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final SystemSteps steps;
    private final Clock clock;

    Expiring(JdbcClient db, TransactionTemplate transaction, SystemSteps steps, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.steps = steps;
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
                if (steps.take(OrderStep.EXPIRE, code)) {
                    ended++;
                }
            }
        } while (ended == BATCH);
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
