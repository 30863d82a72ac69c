package id.cemara.payment.gateway;

import id.cemara.payment.PaymentGateway;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentView;
import id.cemara.platform.PublicAddress;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/// Payments on Midtrans' payment page.
@Service
class MidtransGateway implements PaymentGateway {

    private static final Logger LOG = LoggerFactory.getLogger(MidtransGateway.class);

    /// How long a page is open for an order without a deadline; Midtrans' own default.
    private static final Duration OPEN = Duration.ofHours(24);

    /// With less time left no page is created.
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /// A stored page that closes within this time is not reused.
    private static final Duration TOO_SHORT_TO_USE = Duration.ofMinutes(2);

    /// How often unknown group numbers in the settings are looked up again.
    private static final Duration LOOKED_AGAIN = Duration.ofMinutes(1);

    private static final int MOST_TRIES = 99;

    /// The number of used-up attempt numbers that one call skips.
    private static final int MOST_ASKED = 20;

    private final JdbcClient db;
    private final MidtransSettings settings;
    private final MidtransClient midtrans;
    private final Inbox inbox;
    private final GatewayActor gateway;
    private final GroupsInScope groups;
    private final PublicAddress address;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final TransactionTemplate ownTransaction;
    private final Clock clock;

    /// The groups of the merchant account, as far as they exist; null before the first use.
    private volatile @Nullable MerchantGroups takers;

    MidtransGateway(
            JdbcClient db,
            MidtransSettings settings,
            MidtransClient midtrans,
            @Lazy Inbox inbox, // breaks a cycle: Inbox uses Payments, which uses this class
            GatewayActor gateway,
            GroupsInScope groups,
            PublicAddress address,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.db = db;
        this.settings = settings;
        this.midtrans = midtrans;
        this.inbox = inbox;
        this.gateway = gateway;
        this.groups = groups;
        this.address = address;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    private record Owed(
            UUID groupId,
            String areaCode,
            @Nullable String tokenHash,
            String method,
            String status,
            long amount,
            @Nullable OffsetDateTime expiresAt,
            @Nullable OffsetDateTime closedAt) {}

    private record Opening(int attempt, String redirect, OffsetDateTime openUntil, boolean isUsedUp) {}

    @Override
    public boolean takes(GroupId group) {
        if (!settings.isOn()) {
            return false;
        }
        if (settings.groups().contains(MidtransSettings.EVERY_GROUP)) {
            return true;
        }
        MerchantGroups known = takers;
        if (known == null || known.mayHaveMore(clock.instant())) {
            known = takers(known);
            takers = known;
        }
        return known.groups().contains(group);
    }

    /// @param unknown configured numbers without a group; it may be registered later
    private record MerchantGroups(Set<GroupId> groups, Set<String> unknown, Instant lookedAt) {

        boolean mayHaveMore(Instant now) {
            return !unknown.isEmpty() && lookedAt.plus(LOOKED_AGAIN).isBefore(now);
        }
    }

    private MerchantGroups takers(@Nullable MerchantGroups before) {
        var operator = new Actor.System(GatewayActor.NAME, List.of(Actor.EVERYWHERE));
        return CurrentActor.<MerchantGroups, RuntimeException>call(
                operator,
                () -> Objects.requireNonNull(ownTransaction.execute(status -> {
                    Set<GroupId> found = new HashSet<>();
                    Set<String> unknown = new HashSet<>();
                    for (String number : settings.groups()) {
                        groups.find(number.strip())
                                .ifPresentOrElse(group -> found.add(group.id()), () -> unknown.add(number));
                    }
                    if (!unknown.isEmpty()
                            && (before == null || !before.unknown().equals(unknown))) {
                        LOG.warn("cemara.payment.midtrans.groups names {}, which is no group", unknown);
                    }
                    return new MerchantGroups(found, unknown, clock.instant());
                })));
    }

    @Override
    public void opened(PaymentView payment) {
        events.publishEvent(new GatewayPaymentOpened(payment.reference()));
    }

    /// Processes messages that arrived before the payment existed. Runs without a transaction, because the
    /// inbox starts its own as the system actor.
    @Async
    @TransactionalEventListener
    void on(GatewayPaymentOpened opened) {
        inbox.addUp(opened.reference());
    }

    @Override
    public String open(String reference) {
        GatewayActor.requireNone();
        Owed owed = owed(reference);
        if (!owed.method().equals(PaymentMethod.GATEWAY.key()) || !takes(new GroupId(owed.groupId()))) {
            throw new Refused(new GatewayProblem.GatewayOff());
        }
        Duration open = open(owed);
        int next = 1;
        for (int asked = 0; asked < MOST_ASKED; asked++) {
            Optional<Opening> last = last(reference);
            if (last.isPresent() && isUsable(last.get())) {
                return last.get().redirect();
            }
            int attempt =
                    Math.max(next, last.map(opening -> opening.attempt() + 1).orElse(1));
            Optional<String> redirect = ask(reference, attempt, owed, open);
            if (redirect.isPresent()) {
                return keep(reference, attempt, owed, open, redirect.get());
            }
            // The number is used up. Either a concurrent request created its page, which is stored by now,
            // or the process was killed before storing it; then the next number is free.
            next = attempt + 1;
        }
        throw new Refused(new GatewayProblem.GatewayUnreachable());
    }

    /// The open payment; refused as not found unless the actor may see it.
    private Owed owed(String reference) {
        return Objects.requireNonNull(transaction.execute(status -> db.sql("""
                select group_id, area_code, token_hash, method, status, amount, expires_at, closed_at
                  from payment.payments
                 where reference = :reference
                """)
                .param("reference", reference)
                .query(Owed.class)
                .optional()
                .orElseThrow(Refused::notFound)));
    }

    /// How long the page stays open; refused when nothing is to be paid.
    private Duration open(Owed owed) {
        boolean isPaid = owed.status().equals("confirmed") || owed.status().equals("refunded");
        Duration open = owed.expiresAt() == null
                ? OPEN
                : Duration.between(now().toInstant(), owed.expiresAt().toInstant());
        if (isPaid || owed.closedAt() != null || open.compareTo(SHORTEST) < 0) {
            throw new Refused(new GatewayProblem.NothingToPay());
        }
        return open;
    }

    private Optional<Opening> last(String reference) {
        return gateway.inTransaction(() ->
                db.sql("""
                select o.attempt, o.redirect, o.open_until,
                       payment.has_failed(o.reference, o.order_id) as is_used_up
                  from payment.gateway_openings o
                 where o.reference = :reference
                 order by o.attempt desc
                 limit 1
                """).param("reference", reference).query(Opening.class).optional());
    }

    private boolean isUsable(Opening opening) {
        return !opening.isUsedUp() && opening.openUntil().isAfter(now().plus(TOO_SHORT_TO_USE));
    }

    private Optional<String> ask(String reference, int attempt, Owed owed, Duration open) {
        if (attempt > MOST_TRIES) {
            throw new Refused(new GatewayProblem.NothingToPay());
        }
        return midtrans.page(
                orderId(reference, attempt), new Money(owed.amount()), address.url() + "/pesanan/" + reference, open);
    }

    /// Stores the page. Of two concurrent requests the first one's page is returned to both.
    private String keep(String reference, int attempt, Owed owed, Duration open, String redirect) {
        Instant now = now().toInstant();
        return gateway.inTransaction(() -> {
            db.sql("""
                    insert into payment.gateway_openings (provider, order_id, reference, attempt, redirect, opened_at,
                           open_until, group_id, area_code, token_hash)
                    values (:provider, :order, :reference, :attempt, :redirect, :now, :until, :group, :area, :token)
                        on conflict do nothing
                    """)
                    .param("provider", MidtransMessage.PROVIDER)
                    .param("order", orderId(reference, attempt))
                    .param("reference", reference)
                    .param("attempt", attempt)
                    .param("redirect", redirect)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("until", now.plus(open).atOffset(ZoneOffset.UTC))
                    .param("group", owed.groupId())
                    .param("area", owed.areaCode())
                    .param("token", owed.tokenHash(), Types.VARCHAR)
                    .update();
            return db.sql("""
                    select redirect
                      from payment.gateway_openings
                     where reference = :reference and attempt = :attempt
                    """)
                    .param("reference", reference)
                    .param("attempt", attempt)
                    .query(String.class)
                    .single();
        });
    }

    /// Our number of an attempt. Midtrans accepts each only once, so a retry needs a new one.
    static String orderId(String reference, int attempt) {
        return attempt == 1 ? reference : reference + "-" + attempt;
    }

    @Override
    public void ask(String reference) {
        GatewayActor.requireNone();
        if (!settings.isOn()) {
            throw new Refused(new GatewayProblem.GatewayOff());
        }
        owed(reference);
        List<String> tries = gateway.inTransaction(() ->
                db.sql("""
                select order_id
                  from payment.gateway_openings
                 where reference = :reference
                 order by attempt
                """).param("reference", reference).query(String.class).list());
        // A page may exist that was never stored; it has the first number, which is the order's code.
        for (String orderId : tries.isEmpty() ? List.of(reference) : tries) {
            askOne(orderId);
        }
    }

    /// Queries the status of one attempt and processes the answer.
    ///
    /// @return whether Midtrans knows the attempt
    boolean askOne(String orderId) {
        Optional<MidtransClient.Answer> answer = midtrans.status(orderId);
        answer.ifPresent(said -> inbox.take(said.message(), said.body(), Inbox.Source.PULL));
        return answer.isPresent();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }
}
