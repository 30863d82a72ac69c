package id.cemara.market.ordering.steps;

import id.cemara.platform.jobs.FrequentWork;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The steps that are due by time. Safe on several nodes: each order has its own transaction and is
/// skipped while another transaction holds its row lock; an order that fails does not stop the others.
@Configuration(proxyBeanMethods = false)
public class OrderTimers {

    private static final Logger LOG = LoggerFactory.getLogger(OrderTimers.class);
    private static final String EXPIRING = "expiring-orders";
    private static final String CLOSING = "closing-orders";
    private static final int BATCH = 100;

    /// The most orders closed in one run (one a minute), so that a backlog does not slow down buyers.
    private static final int MOST_CLOSED = 500;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final OrderSteps steps;
    private final Clock clock;

    OrderTimers(JdbcClient db, TransactionTemplate transaction, OrderSteps steps, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.steps = steps;
        this.clock = clock;
    }

    private record Timer(String name, Runnable work) implements FrequentWork {

        @Override
        public void run() {
            work.run();
        }
    }

    @Bean
    FrequentWork expiringOrders() {
        return new Timer(EXPIRING, this::expire);
    }

    @Bean
    FrequentWork closingOrders() {
        return new Timer(CLOSING, this::close);
    }

    /// Expires unpaid orders whose reservation time has run out, which releases their goods.
    public void expire() {
        runAs(EXPIRING, () -> {
            List<String> codes;
            long expired;
            do {
                codes = found(this::overdue);
                expired = codes.stream()
                        .filter(code -> take(OrderStep.EXPIRE, code))
                        .count();
            } while (expired == BATCH);
        });
    }

    /// Closes orders that are delivered and paid (or refunded) after `close-days` without a change, so that
    /// nobody has to close them by hand. An unsolved complaint keeps an order open.
    public void close() {
        runAs(CLOSING, () -> found(this::finished).forEach(code -> take(OrderStep.CLOSE, code)));
    }

    private static void runAs(String name, Runnable work) {
        CurrentActor.run(new Actor.System(name, List.of(Actor.EVERYWHERE)), work::run);
    }

    private List<String> found(Supplier<List<String>> query) {
        return Objects.requireNonNull(transaction.execute(status -> query.get()));
    }

    /// Takes the step if it is still due. Logs a failure; the next run tries again.
    ///
    /// @return false if the step is no longer due, another transaction holds the order, or it failed
    private boolean take(OrderStep step, String code) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> steps.takeIfDue(step, code)));
        } catch (RuntimeException e) {
            LOG.error("order {} could not take the step {}, which is tried again", code, step.key(), e);
            return false;
        }
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
                .param("now", OrderRows.time(clock.instant()))
                .param("limit", BATCH)
                .query(String.class)
                .list();
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
                .param("quiet", OrderRows.time(clock.instant().minus(Duration.ofDays(days))))
                .param("limit", MOST_CLOSED)
                .query(String.class)
                .list();
    }
}
