package id.cemara.payment.gateway;

import id.cemara.platform.jobs.NightlyWork;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Queries the status of all recent payments once a night, because a provider stops retrying a notification
/// after some hours. The answers go through the same inbox: missed ones are applied, known ones are
/// ignored.
@Component
record Reconciliation(
        JdbcClient db,
        GatewayActor gateway,
        MidtransSettings settings,
        MidtransGateway midtrans,
        Inbox inbox,
        Clock clock)
        implements NightlyWork {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /// How long after its opening or last change a payment is queried.
    private static final Duration ASKED_FOR = Duration.ofDays(7);

    private static final int AT_ONCE = 500;

    /// After this many queries in a row without an answer, the rest waits for the next night.
    private static final int SILENCES = 5;

    @Override
    public String name() {
        return "payment-reconciliation";
    }

    @Override
    public void run() {
        inbox.noteUnknownOrders();
        inbox.forgetBodies();
        if (settings.isOn()) {
            askAboutAll();
        }
    }

    private void askAboutAll() {
        int asked = 0;
        int silent = 0;
        int silentInARow = 0;
        String after = "";
        List<String> some = some(after);
        while (!some.isEmpty()) {
            for (String orderId : some) {
                after = orderId;
                asked++;
                try {
                    midtrans.askOne(orderId);
                    silentInARow = 0;
                } catch (Refused refused) {
                    silent++;
                    silentInARow++;
                } catch (RuntimeException e) {
                    // An error of one payment must not stop the others.
                    LOG.error("asking Midtrans about {} failed", orderId, e);
                }
                if (silentInARow == SILENCES) {
                    LOG.warn("Midtrans does not answer; the reconciliation goes on the next night");
                    return;
                }
            }
            some = some(after);
        }
        LOG.info("asked Midtrans about {} payments, {} without an answer", asked, silent);
    }

    private List<String> some(String after) {
        return gateway.inTransaction(() -> db.sql("""
                select order_id
                  from (select o.order_id
                          from payment.gateway_openings o
                          left join payment.gateway_states s on s.reference = o.reference
                         where o.opened_at > :since or o.open_until > :since or s.changed_at > :since
                         union
                        -- A page may have been given that nobody kept: the process was killed in between.
                        select p.reference
                          from payment.payments p
                         where p.method = 'gateway' and p.opened_at > :since) known
                 where order_id > :after
                 order by order_id
                 limit :limit
                """)
                .param("after", after)
                .param("since", OffsetDateTime.now(clock).minus(ASKED_FOR))
                .param("limit", AT_ONCE)
                .query(String.class)
                .list());
    }
}
