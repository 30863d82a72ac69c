package id.cemara.payment.gateway;

import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentRequest;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates test payments and reads their state from the database.
final class TestPayments {

    static final String TOKEN = "a".repeat(64);
    static final Actor BUYER = new Actor.Holder(List.of(TOKEN));
    static final Actor SYSTEM = new Actor.System("uji", List.of(Actor.EVERYWHERE));

    private final Payments payments;
    private final JdbcClient db;
    private final GatewayActor gateway;
    private final UUID group;
    private final String area;

    /// @param number of the group
    TestPayments(Payments payments, JdbcClient db, GatewayActor gateway, String number) {
        this.payments = payments;
        this.db = db;
        this.gateway = gateway;
        this.group = one(UUID.class, "select id from registry.business_groups where number = '" + number + "'");
        this.area = one(String.class, "select area_code from registry.business_groups where number = '" + number + "'");
    }

    /// Opens a gateway payment of the buyer.
    PaymentView open(String reference, long rupiah) {
        return open(reference, rupiah, null);
    }

    PaymentView open(String reference, long rupiah, @Nullable Instant expiresAt) {
        return CurrentActor.call(
                BUYER,
                () -> payments.open(new PaymentRequest(
                        UUID.randomUUID(),
                        reference,
                        new GroupId(group),
                        area,
                        PaymentMethod.GATEWAY,
                        new Money(rupiah),
                        TOKEN,
                        expiresAt)));
    }

    PaymentView of(String reference) {
        return CurrentActor.call(BUYER, () -> payments.of(reference));
    }

    UUID group() {
        return group;
    }

    String area() {
        return area;
    }

    /// The final state of a payment in one line, independent of the order and number of messages: status,
    /// announced events, open checks, and the messages' decisions.
    String ending(String reference) {
        return gateway.inTransaction(() ->
                db.sql("""
                select concat_ws(' | ', p.status, s.level, s.is_failed, s.is_failed_after_success, s.is_paid_twice,
                       (select string_agg(c.step, ',' order by c.id)
                          from payment.payment_changes c where c.payment_id = p.id),
                       (select string_agg(l.kind || ' ' || coalesce(e.said, '-'), ',' order by l.kind, e.said)
                          from payment.gateway_looks l left join payment.gateway_events e on e.id = l.event_id
                         where l.reference = p.reference),
                       (select string_agg(e.said || ' ' || e.decision, ',' order by e.said, e.amount, e.transaction_id)
                          from payment.gateway_events e where e.reference = p.reference))
                  from payment.payments p
                  left join payment.gateway_states s on s.reference = p.reference
                 where p.reference = :reference
                """).param("reference", reference).query(String.class).single());
    }

    <T> T one(Class<T> type, String sql) {
        return gateway.inTransaction(() -> db.sql(sql).query(type).single());
    }
}
