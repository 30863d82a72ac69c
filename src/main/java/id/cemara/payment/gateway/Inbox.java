package id.cemara.payment.gateway;

import id.cemara.payment.Payments;
import id.cemara.payment.ProviderReport;
import id.cemara.platform.FieldEncryption;
import id.cemara.shared.Keys;
import id.cemara.shared.Money;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// The inbox of provider messages: stores each before processing it. [#take] returns once a message is
/// stored; a second transaction computes the payment's state from all of its messages, and is repeated
/// later when it failed or the payment did not exist yet.
@Service
class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final String CONTEXT = "payment.gateway_bodies:";

    /// After this time, a message about an unknown order is reported to an office; until then the order may
    /// still be on its way.
    private static final Duration UNKNOWN_AFTER = Duration.ofDays(1);

    /// Raw messages are deleted after this time; their parsed content stays.
    private static final Duration BODIES_KEPT = Duration.ofDays(365);

    private static final int AT_ONCE = 200;

    private final JdbcClient db;
    private final GatewayActor gateway;
    private final Payments payments;
    private final FieldEncryption encryption;
    private final Clock clock;

    Inbox(JdbcClient db, GatewayActor gateway, Payments payments, FieldEncryption encryption, Clock clock) {
        this.db = db;
        this.gateway = gateway;
        this.payments = payments;
        this.encryption = encryption;
        this.clock = clock;
    }

    /// How a message arrived.
    enum Source {
        PUSH,
        PULL
    }

    /// The result of processing a message.
    private enum Decision {
        WAITING,
        COUNTED,
        WRONG_AMOUNT,
        WRONG_CURRENCY,
        UNKNOWN_WORD
    }

    private record Owed(
            UUID groupId, String areaCode, @Nullable String tokenHash, long amount) {}

    private record Event(
            long id,
            String orderId,
            String transactionId,
            String word,
            String amount,
            String currency,
            @Nullable String refunded,
            String decision) {}

    /// Stores a message whose signature was verified and tries to process it. Returns normally once it is
    /// stored: processing that fails is repeated later.
    void take(MidtransMessage message, byte[] body, Source source) {
        if (!keep(message, body, source)) {
            return;
        }
        try {
            addUp(message.reference());
        } catch (RuntimeException e) {
            LOG.error("what Midtrans said of {} is kept and is added up later", message.reference(), e);
        }
    }

    /// Stores a message unless it is known.
    ///
    /// @return whether it must be processed; false for a known message that was processed before
    private boolean keep(MidtransMessage message, byte[] body, Source source) {
        byte[] fingerprint = message.fingerprint();
        byte[] cipher = encryption.encryptBytes(body, CONTEXT + HexFormat.of().formatHex(fingerprint));
        String said = message.fraudStatus() == null ? message.status() : message.status() + " " + message.fraudStatus();
        return gateway.inTransaction(() -> keep(message, source, fingerprint, said, cipher) || waits(fingerprint));
    }

    private boolean keep(MidtransMessage message, Source source, byte[] fingerprint, String said, byte[] cipher) {
        return db.sql("""
                with kept as (
                    insert into payment.gateway_events (provider, fingerprint, source, reference, order_id,
                           transaction_id, said, word, amount, currency, refunded, received_at)
                    values (:provider, :fingerprint, :source, :reference, :order, :transaction, :said, :word, :amount,
                            :currency, :refunded, :now)
                        on conflict (provider, fingerprint) do nothing
                    returning id, received_at)
                insert into payment.gateway_bodies (event_id, body, received_at)
                select id, :body, received_at from kept
                """)
                        .param("provider", MidtransMessage.PROVIDER)
                        .param("fingerprint", fingerprint)
                        .param("source", Keys.of(source))
                        .param("reference", message.reference())
                        .param("order", message.orderId())
                        .param("transaction", message.transactionId())
                        .param("said", said)
                        .param("word", message.meaning().key())
                        .param("amount", message.grossAmount())
                        .param("currency", message.currency() == null ? MidtransMessage.RUPIAH : message.currency())
                        .param("refunded", message.refundAmount(), Types.VARCHAR)
                        .param("now", now())
                        .param("body", cipher)
                        .update()
                == 1;
    }

    /// Whether that message is stored and unprocessed.
    private boolean waits(byte[] fingerprint) {
        return db.sql("""
                select decision = 'waiting'
                  from payment.gateway_events
                 where provider = :provider and fingerprint = :fingerprint
                """)
                .param("provider", MidtransMessage.PROVIDER)
                .param("fingerprint", fingerprint)
                .query(Boolean.class)
                .single();
    }

    /// Computes the state from all messages of a payment and applies it. Idempotent.
    void addUp(String reference) {
        gateway.inTransaction(() -> {
            // Row lock until commit: messages of one payment are processed one after the other.
            Optional<Owed> owed =
                    db.sql("""
                    select group_id, area_code, token_hash, amount
                      from payment.payments
                     where reference = :reference
                       for no key update
                    """).param("reference", reference).query(Owed.class).optional();
            owed.ifPresent(payment -> addUp(reference, payment));
            return owed.isPresent();
        });
    }

    private void addUp(String reference, Owed owed) {
        List<Event> events =
                db.sql("""
                select id, order_id, transaction_id, word, amount, currency, refunded, decision
                  from payment.gateway_events
                 where reference = :reference
                 order by id
                """).param("reference", reference).query(Event.class).list();
        if (events.isEmpty()) {
            return;
        }
        List<GatewayState> counted = new ArrayList<>();
        List<Long> decided = new ArrayList<>();
        List<String> decisions = new ArrayList<>();
        Issues issues = new Issues();
        for (Event event : events) {
            Decision decision = Keys.find(Decision.class, event.decision()).orElseThrow();
            if (decision == Decision.WAITING) {
                decision = decide(event, owed.amount());
                decided.add(event.id());
                decisions.add(Keys.of(decision));
            }
            switch (decision) {
                case COUNTED -> {
                    MessageMeaning word = MessageMeaning.ofKey(event.word());
                    long refunded = 0;
                    if (word == MessageMeaning.PARTIALLY_REFUNDED) {
                        OptionalLong named = refunded(event);
                        refunded = named.orElse(0);
                        if (refunded < 1 || refunded > owed.amount()) {
                            issues.add(GatewayIssueKind.UNCLEAR_REFUND, event.id());
                            refunded = 0;
                        }
                    }
                    counted.add(GatewayState.of(event.orderId() + "/" + event.transactionId(), word, refunded));
                }
                case WRONG_AMOUNT, WRONG_CURRENCY -> issues.add(GatewayIssueKind.WRONG_AMOUNT, event.id());
                case UNKNOWN_WORD -> issues.add(GatewayIssueKind.UNKNOWN_WORD, event.id());
                case WAITING -> throw new IllegalStateException("decided above");
            }
        }
        if (decided.isEmpty()) {
            return;
        }
        GatewayState state = GatewayState.join(counted);
        if (state.isFailedAfterSuccess()) {
            issues.add(GatewayIssueKind.FAILED_AFTER_SUCCESS, null);
        }
        if (state.isPaidTwice()) {
            issues.add(GatewayIssueKind.PAID_TWICE, null);
        }
        write(owed, decided, decisions);
        write(reference, owed, state);
        write(reference, owed, issues);
        switch (state.level()) {
            case NONE, PENDING -> {}
            case SETTLED, PARTIALLY_REFUNDED, REFUNDED -> {
                Money due = new Money(owed.amount());
                Money refunded = new Money(state.refunded(owed.amount()));
                var outcome = refunded.equals(due) ? ProviderReport.Outcome.REFUNDED : ProviderReport.Outcome.PAID;
                payments.providerSays(reference, new ProviderReport(MidtransMessage.PROVIDER, outcome, due, refunded));
            }
        }
    }

    private static OptionalLong refunded(Event event) {
        return event.refunded() == null ? OptionalLong.empty() : GrossAmount.rupiah(event.refunded());
    }

    private static Decision decide(Event event, long amount) {
        if (event.word().equals(MessageMeaning.UNKNOWN.key())) {
            return Decision.UNKNOWN_WORD;
        }
        if (!event.currency().equals(MidtransMessage.RUPIAH)) {
            return Decision.WRONG_CURRENCY;
        }
        OptionalLong rupiah = GrossAmount.rupiah(event.amount());
        return rupiah.isPresent() && rupiah.getAsLong() == amount ? Decision.COUNTED : Decision.WRONG_AMOUNT;
    }

    private void write(Owed owed, List<Long> events, List<String> decisions) {
        db.sql("""
                update payment.gateway_events e
                   set decision = d.decision, decided_at = :now, group_id = :group, area_code = :area
                  from unnest(cast(:events as bigint[]), cast(:decisions as text[])) as d (id, decision)
                 where e.id = d.id
                """)
                .param("events", events.toArray(Long[]::new))
                .param("decisions", decisions.toArray(String[]::new))
                .param("now", now())
                .param("group", owed.groupId())
                .param("area", owed.areaCode())
                .update();
        // An office may have been asked about an unknown order that exists now.
        db.sql("""
                update payment.gateway_looks l
                   set done_at = :now, why = 'order-came', group_id = :group, area_code = :area
                 where l.done_at is null and l.kind = 'unknown-order'
                   and l.reference = (select e.reference from payment.gateway_events e where e.id = :event)
                """)
                .param("now", now())
                .param("group", owed.groupId())
                .param("area", owed.areaCode())
                .param("event", events.getFirst())
                .update();
    }

    private void write(String reference, Owed owed, GatewayState state) {
        db.sql("""
                insert into payment.gateway_states as s (reference, level, is_failed, is_failed_after_success,
                       is_paid_twice, changed_at, group_id, area_code, token_hash)
                values (:reference, :level, :failed, :after, :twice, :now, :group, :area, :token)
                    on conflict (reference) do update
                   set level = excluded.level, is_failed = excluded.is_failed,
                       is_failed_after_success = excluded.is_failed_after_success,
                       is_paid_twice = excluded.is_paid_twice, changed_at = excluded.changed_at
                 where (s.level, s.is_failed, s.is_failed_after_success, s.is_paid_twice)
                       is distinct from
                       (excluded.level, excluded.is_failed, excluded.is_failed_after_success, excluded.is_paid_twice)
                """)
                .param("reference", reference)
                .param("level", state.level().key())
                .param("failed", state.isFailed())
                .param("after", state.isFailedAfterSuccess())
                .param("twice", state.isPaidTwice())
                .param("now", now())
                .param("group", owed.groupId())
                .param("area", owed.areaCode())
                .param("token", owed.tokenHash(), Types.VARCHAR)
                .update();
    }

    /// The problems that an office must check; each is inserted only once, however often it is reported.
    private static final class Issues {

        private final List<String> kinds = new ArrayList<>();
        private final List<@Nullable Long> events = new ArrayList<>();

        void add(GatewayIssueKind kind, @Nullable Long event) {
            kinds.add(kind.key());
            events.add(event);
        }
    }

    private void write(String reference, Owed owed, Issues issues) {
        if (issues.kinds.isEmpty()) {
            return;
        }
        db.sql("""
                insert into payment.gateway_looks (id, kind, reference, event_id, noted_at, group_id, area_code)
                select gen_random_uuid(), l.kind, :reference, l.event, :now, :group, :area
                  from unnest(cast(:kinds as text[]), cast(:events as bigint[])) as l (kind, event)
                    on conflict (reference, kind, event_id) do nothing
                """)
                .param("reference", reference)
                .param("kinds", issues.kinds.toArray(String[]::new))
                .param("events", issues.events.toArray(Long[]::new))
                .param("now", now())
                .param("group", owed.groupId())
                .param("area", owed.areaCode())
                .update();
    }

    /// Processes stored messages whose payment exists: the first attempt failed, or the process was killed
    /// before it.
    ///
    /// @return the number of payments processed, failures included
    int addUpWaiting() {
        List<String> references = gateway.inTransaction(
                () -> db.sql("""
                select distinct e.reference
                  from payment.gateway_events e
                  join payment.payments p on p.reference = e.reference
                 where e.decision = 'waiting'
                 order by e.reference
                 limit :limit
                """).param("limit", AT_ONCE).query(String.class).list());
        for (String reference : references) {
            try {
                addUp(reference);
            } catch (RuntimeException e) {
                LOG.error("what Midtrans said of {} still cannot be added up", reference, e);
            }
        }
        return references.size();
    }

    /// Asks the national office to check messages about orders that are still unknown.
    void noteUnknownOrders() {
        gateway.inTransaction(() -> db.sql("""
                insert into payment.gateway_looks (id, kind, reference, event_id, noted_at)
                select gen_random_uuid(), 'unknown-order', e.reference, null, :now
                  from payment.gateway_events e
                 where e.decision = 'waiting' and e.received_at < :before
                   and not exists (select 1 from payment.payments p where p.reference = e.reference)
                 group by e.reference
                    on conflict (reference, kind, event_id) do nothing
                """)
                .param("now", now())
                .param("before", now().minus(UNKNOWN_AFTER))
                .update());
    }

    /// Deletes raw messages that are too old for any dispute.
    void forgetBodies() {
        gateway.inTransaction(() -> db.sql("delete from payment.gateway_bodies where received_at < :before")
                .param("before", now().minus(BODIES_KEPT))
                .update());
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
