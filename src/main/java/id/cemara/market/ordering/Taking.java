package id.cemara.market.ordering;

import id.cemara.identity.Permission;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.HeldOrder.State;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.shared.Checks;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes the steps of buyers, groups and offices in the caller's transaction: [OrderMachine] decides, the
/// payment follows, [OrderBook] writes. The steps of the system are in [Hearing], [Expiring] and [Closing].
@Component
public class Taking {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_TRACKING_NUMBER = 60;

    private final JdbcClient db;
    private final OrderBook book;
    private final BuyerLimits limits;
    private final Payments payments;
    private final Clock clock;

    Taking(JdbcClient db, OrderBook book, BuyerLimits limits, Payments payments, Clock clock) {
        this.db = db;
        this.book = book;
        this.limits = limits;
        this.payments = payments;
        this.clock = clock;
    }

    /// Takes the step on behalf of the current actor. Idempotent per side: repeating the last step has no
    /// effect, unless it brings a new tracking number, or another note or receipt for a claimed payment.
    ///
    /// @throws Refused if the actor may not see the order or may not sell, if the version is outdated, if
    /// the order's status does not allow the step, if a guard fails, or if goods that must be reserved
    /// again are not available
    public void take(String code, OrderStep step, StepDetails details) {
        HeldOrder order = book.held(code);
        By by = By.of(order.group());
        if (by == By.GROUP || by == By.OFFICE) {
            Permission.SELL.require();
        }
        String why = text("why", details.why(), LONGEST_REASON);
        String number = text("trackingNumber", details.trackingNumber(), LONGEST_TRACKING_NUMBER);
        Integer version = details.version();
        List<OrderChange> changes = changes(order);
        boolean isRepeated = isRepeated(step, order, by, changes)
                && (step != OrderStep.CLAIM_PAYMENT || payments.isClaimedSo(code, why, details.picture()));
        boolean isNewNumber = step == OrderStep.SEND
                && number != null
                && !number.equals(order.state().trackingNumber());
        if (isRepeated && !isNewNumber) {
            return;
        }
        if (step == OrderStep.UNDO && version != null && isUndone(order, by, version)) {
            return;
        }
        if (version != null && version != order.version()) {
            throw new Refused(RequestProblem.Outdated.at(order.version()));
        }
        if (isRepeated) {
            book.change(order, order.state().sentAs(number), step, by, why);
            return;
        }
        if (step == OrderStep.UNDO) {
            undo(order, by, why, changes);
            return;
        }
        OrderMachine.Rule rule = OrderMachine.require(step, order.standing(), by, why, clock.instant());
        OrderStatus target = rule.target(order.status());
        State moved = order.state().in(target);
        switch (step) {
            case CONFIRM, REFUSE, PREPARE, PACK, DELIVER, CLOSE, CANCEL, EXPIRE, DISPUTE, SETTLE, RETURN ->
                book.change(order, moved, step, by, why);
            case SEND -> book.change(order, moved.sentAs(number), step, by, why);
            case REVIVE -> book.change(order, OrderBook.revived(order), step, by, why);
            case CLAIM_PAYMENT -> {
                PaymentView payment = payments.claim(code, why, details.picture());
                book.change(order, moved.paying(payment.status()).until(keptAfterClaim(order)), step, by, null);
            }
            case DENY_CLAIM -> {
                PaymentView payment = payments.deny(code, String.valueOf(why));
                book.change(order, moved.paying(payment.status()), step, by, why);
            }
            case CONFIRM_PAYMENT -> book.paid(order, target, payments.confirm(code, why), by, why);
            case REFUND -> {
                PaymentView payment = payments.refund(code, Objects.requireNonNullElse(why, step.key()));
                book.change(order, moved.paying(payment.status()).late(false), step, by, why);
            }
            case PLACE, UNDO -> throw new Refused(new OrderProblem.WrongStep(step, order.status()));
        }
    }

    private static boolean isRepeated(OrderStep step, HeldOrder order, By by, List<OrderChange> changes) {
        return !changes.isEmpty()
                && changes.getLast().step() == step
                && changes.getLast().by().isSideOf(by)
                && changes.getLast().to() == order.status()
                && step != OrderStep.UNDO;
    }

    /// Whether this is the retry of an undo: the version is the one just before, and the last change is an
    /// undo by this side.
    private boolean isUndone(HeldOrder order, By by, int seen) {
        return seen == order.version() - 1
                && db.sql("""
                        select step, by_whom
                          from market.order_changes
                         where order_id = :order
                         order by id desc
                         limit 1
                        """)
                        .param("order", order.id())
                        .query((row, number) -> row.getString("step").equals(OrderStep.UNDO.key())
                                && By.ofKey(row.getString("by_whom")).isSideOf(by))
                        .single();
    }

    /// Undoes the last step if this side took it within the time for undoing, nothing happened since, and
    /// goods that must be reserved again are available.
    private void undo(HeldOrder order, By by, @Nullable String why, List<OrderChange> changes) {
        List<OrderChange> undone =
                Undoing.of(changes, order.status(), by, clock.instant().minus(undoTime()));
        if (undone.isEmpty()) {
            throw new Refused(new OrderProblem.NothingToUndo());
        }
        OrderChange step = undone.getFirst();
        OrderStatus back = Objects.requireNonNull(step.from());
        State before = order.state().in(back).until(expiresBefore(step.id()));
        if (step.step() == OrderStep.CONFIRM_PAYMENT) {
            PaymentView payment = payments.takeBack(order.code(), Objects.requireNonNullElse(why, "undo"));
            before = before.paying(payment.status()).late(false).paidSince(null);
        }
        if (order.status().isEnded() && !back.isEnded()) {
            payments.reopen(order.code());
        }
        HeldOrder now = book.change(order, before, OrderStep.UNDO, by, why);
        if (by == By.BUYER && back == OrderStatus.PLACED) {
            limits.check(List.of(now.id()));
        }
        int marked = db.sql("""
                update market.order_changes
                   set undone_by = (select max(c.id) from market.order_changes c where c.order_id = :order)
                 where id = any (:undone)
                """)
                .param("order", now.id())
                .param("undone", undone.stream().map(OrderChange::id).toArray(Long[]::new))
                .update();
        if (marked != undone.size()) {
            throw new IllegalStateException("the change taken back is not there");
        }
    }

    /// How long the last step can be undone.
    public Duration undoTime() {
        return Duration.ofMinutes(db.sql("select value from market.order_limits where key = 'undo-minutes'")
                .query(Integer.class)
                .single());
    }

    /// The order's last two changes that stand, oldest first; an undo needs no more.
    private List<OrderChange> changes(HeldOrder order) {
        return db.sql("""
                select id, changed_at, step, from_status, to_status, by_whom, account_id, why
                  from market.order_changes
                 where order_id = :order and undone_by is null and step <> 'undo'
                 order by id desc
                 limit 2
                """)
                .param("order", order.id())
                .query((row, number) -> new OrderChange(
                        row.getLong("id"),
                        Objects.requireNonNull(OrderReader.instant(row, "changed_at")),
                        OrderStep.ofKey(row.getString("step")).orElseThrow(),
                        OrderStatus.ofKey(Objects.requireNonNullElse(row.getString("from_status"), ""))
                                .orElse(null),
                        OrderReader.status(row.getString("to_status")),
                        By.ofKey(row.getString("by_whom")),
                        row.getObject("account_id", UUID.class),
                        row.getString("why"),
                        false))
                .list()
                .reversed();
    }

    private @Nullable Instant expiresBefore(long change) {
        return db.sql("select expires_before from market.order_changes where id = :change")
                .param("change", change)
                .query((row, number) -> new Before(OrderReader.instant(row, "expires_before")))
                .single()
                .until();
    }

    private record Before(@Nullable Instant until) {}

    /// The first claim of a payment extends the reservation, so that the group has time to check; it never
    /// shortens it.
    private @Nullable Instant keptAfterClaim(HeldOrder order) {
        Instant until = order.state().expiresAt();
        if (until == null
                || order.paid() != PaymentStatus.NONE
                || order.status().isEnded()) {
            return until;
        }
        int minutes = db.sql("select claim_minutes from market.payment_terms where method = :method")
                .param("method", order.method().key())
                .query(Integer.class)
                .single();
        Instant looked = clock.instant().plus(Duration.ofMinutes(minutes));
        return looked.isAfter(until) ? looked : until;
    }

    private static @Nullable String text(String field, @Nullable String typed, int longest) {
        var checks = new Checks();
        String text = checks.text(field, typed, longest);
        checks.refuseProblems();
        return text.isEmpty() ? null : text;
    }
}
