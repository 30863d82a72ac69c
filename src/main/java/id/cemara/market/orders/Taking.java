package id.cemara.market.orders;

import id.cemara.identity.AuditEntry;
import id.cemara.identity.AuditTrail;
import id.cemara.identity.Change;
import id.cemara.identity.Permission;
import id.cemara.market.By;
import id.cemara.market.Delivery;
import id.cemara.market.OrderEnded;
import id.cemara.market.OrderPaid;
import id.cemara.market.OrderProblem;
import id.cemara.market.OrderProblem.Shortfall;
import id.cemara.market.OrderStatus;
import id.cemara.market.OrderStep;
import id.cemara.market.StepDetails;
import id.cemara.market.orders.OrderMachine.ShelfEffect;
import id.cemara.market.orders.OrderMachine.Standing;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.shared.Actor;
import id.cemara.shared.Checks;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes the steps of orders: asks [OrderMachine], moves the goods, speaks with the payment, and writes down who, when
/// and why. Everything in the caller's transaction, with the order held: two steps at once come one after the other.
@Component
public class Taking {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_TRACKING_NUMBER = 60;

    private static final String ROW = """
            select o.id, o.code, o.group_id, o.area_code, o.token_hash, o.status, o.payment_method, o.payment_status,
                   o.is_paid_late, o.delivery_method, o.tracking_number, o.total, o.expires_at, o.paid_at, o.ended_at,
                   o.version
              from market.orders o
            """;

    private final JdbcClient db;
    private final Payments payments;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Taking(JdbcClient db, Payments payments, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.payments = payments;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// An order as it is kept, held by this transaction.
    private record Row(
            UUID id,
            String code,
            UUID group,
            String areaCode,
            @Nullable String tokenHash,
            OrderStatus status,
            PaymentMethod method,
            PaymentStatus paid,
            boolean isPaidLate,
            Delivery delivery,
            @Nullable String trackingNumber,
            long total,
            @Nullable Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable Instant endedAt,
            int version) {

        static Row read(ResultSet row, int ordinal) throws SQLException {
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getString("code"),
                    row.getObject("group_id", UUID.class),
                    row.getString("area_code"),
                    row.getString("token_hash"),
                    OrderReader.status(row.getString("status")),
                    PaymentMethod.ofKey(row.getString("payment_method")).orElseThrow(),
                    PaymentStatus.ofKey(row.getString("payment_status")).orElseThrow(),
                    row.getBoolean("is_paid_late"),
                    Delivery.ofKey(row.getString("delivery_method")).orElseThrow(),
                    row.getString("tracking_number"),
                    row.getLong("total"),
                    OrderReader.instant(row, "expires_at"),
                    OrderReader.instant(row, "paid_at"),
                    OrderReader.instant(row, "ended_at"),
                    row.getInt("version"));
        }

        Standing standing() {
            return new Standing(status, method, paid, delivery, expiresAt);
        }

        Row with(OrderStatus newStatus, PaymentStatus newPaid) {
            return new Row(
                    id,
                    code,
                    group,
                    areaCode,
                    tokenHash,
                    newStatus,
                    method,
                    newPaid,
                    isPaidLate,
                    delivery,
                    trackingNumber,
                    total,
                    expiresAt,
                    paidAt,
                    endedAt,
                    version);
        }

        Row late(boolean late) {
            return new Row(
                    id,
                    code,
                    group,
                    areaCode,
                    tokenHash,
                    status,
                    method,
                    paid,
                    late,
                    delivery,
                    trackingNumber,
                    total,
                    expiresAt,
                    paidAt,
                    endedAt,
                    version);
        }

        Row sentAs(@Nullable String number) {
            return new Row(
                    id,
                    code,
                    group,
                    areaCode,
                    tokenHash,
                    status,
                    method,
                    paid,
                    isPaidLate,
                    delivery,
                    number == null ? trackingNumber : number,
                    total,
                    expiresAt,
                    paidAt,
                    endedAt,
                    version);
        }

        Row until(@Nullable Instant time) {
            return new Row(
                    id,
                    code,
                    group,
                    areaCode,
                    tokenHash,
                    status,
                    method,
                    paid,
                    isPaidLate,
                    delivery,
                    trackingNumber,
                    total,
                    time,
                    paidAt,
                    endedAt,
                    version);
        }

        Row paidSince(@Nullable Instant time) {
            return new Row(
                    id,
                    code,
                    group,
                    areaCode,
                    tokenHash,
                    status,
                    method,
                    paid,
                    isPaidLate,
                    delivery,
                    trackingNumber,
                    total,
                    expiresAt,
                    time,
                    endedAt,
                    version);
        }

        Row endedSince(@Nullable Instant time) {
            return new Row(
                    id,
                    code,
                    group,
                    areaCode,
                    tokenHash,
                    status,
                    method,
                    paid,
                    isPaidLate,
                    delivery,
                    trackingNumber,
                    total,
                    expiresAt,
                    paidAt,
                    time,
                    version);
        }

        Row next() {
            return new Row(
                    id,
                    code,
                    group,
                    areaCode,
                    tokenHash,
                    status,
                    method,
                    paid,
                    isPaidLate,
                    delivery,
                    trackingNumber,
                    total,
                    expiresAt,
                    paidAt,
                    endedAt,
                    version + 1);
        }
    }

    private record Last(
            long id,
            OrderStep step,
            @Nullable OrderStatus from,
            OrderStatus to,
            By by,
            Instant at,
            @Nullable Instant expiresBefore) {}

    /// Takes the step in the current actor's name. The same step by the same side twice is one: the second changes
    /// nothing.
    ///
    /// @throws Refused when the actor does not see the order, the order was changed since the version
    /// named, stands where the step cannot be taken, or a guard or the shelf stands in the way
    public void take(String code, OrderStep step, StepDetails details) {
        Row order = held(code);
        By by = by(order);
        String why = text("why", details.why(), LONGEST_REASON);
        String number = text("trackingNumber", details.trackingNumber(), LONGEST_TRACKING_NUMBER);
        Integer version = details.version();
        Optional<Last> last = last(order);
        boolean isRepeated = last.isPresent()
                && last.get().step() == step
                && last.get().by().isSideOf(by)
                && last.get().to() == order.status()
                && step != OrderStep.CLAIM_PAYMENT
                && step != OrderStep.UNDO;
        if (isRepeated) {
            return;
        }
        if (version != null && version != order.version()) {
            throw new Refused(new RequestProblem.Outdated("\"" + order.version() + "\""));
        }
        if (step == OrderStep.UNDO) {
            undo(order, by, why, last);
            return;
        }
        OrderMachine.Rule rule = OrderMachine.require(step, order.standing(), by, why, clock.instant());
        OrderStatus target = rule.target(order.status());
        switch (step) {
            case CONFIRM, REFUSE, PREPARE, PACK, DELIVER, CLOSE, CANCEL, EXPIRE, DISPUTE, SETTLE ->
                change(order, order.with(target, order.paid()), step, by, why);
            case SEND -> change(order, order.with(target, order.paid()).sentAs(number), step, by, why);
            case REVIVE -> revive(order, by, why);
            case CLAIM_PAYMENT -> {
                PaymentView payment = payments.claim(code, why, details.picture());
                change(order, claimed(order.with(target, payment.status())), step, by, null);
            }
            case CONFIRM_PAYMENT -> paid(order, target, payments.confirm(code, why), by, why);
            case REFUND -> {
                PaymentView payment = payments.refund(code, Objects.requireNonNullElse(why, step.key()));
                change(order, order.with(target, payment.status()).late(false), step, by, why);
            }
            case PLACE, LOSE_PAYMENT, UNDO -> throw new Refused(new OrderProblem.WrongStep(step, order.status()));
        }
    }

    /// The same with the payment as it is once the order is held: news that was overtaken tells nothing old.
    void hear(String code) {
        held(code);
        hear(code, payments.of(code));
    }

    /// Hears what a provider says of the order's payment, in the system's name. Hearing it again changes nothing.
    public void hear(String code, PaymentView payment) {
        Row order = held(code);
        boolean wasPaid = order.paid() == PaymentStatus.CONFIRMED;
        boolean isFirstWord = order.paid() == PaymentStatus.NONE || order.paid() == PaymentStatus.CLAIMED;
        switch (payment.status()) {
            case CONFIRMED -> {
                if (isFirstWord) {
                    hearPaid(order, payment);
                } else if (order.paid() == PaymentStatus.REFUNDED) {
                    // What went back was one of two payments.
                    paid(order, order.status(), payment, By.SYSTEM, null);
                }
            }
            case REFUNDED -> {
                if (isFirstWord) {
                    // What went back was there before: the order takes both steps, however late the first is heard.
                    hearPaid(order, payment);
                    order = held(code);
                }
                if (order.paid() != PaymentStatus.REFUNDED) {
                    change(
                            order,
                            order.with(order.status(), PaymentStatus.REFUNDED).late(false),
                            OrderStep.REFUND,
                            By.SYSTEM,
                            null);
                }
            }
            case NONE, CLAIMED -> {
                if (wasPaid) {
                    // What is not in anybody's hands yet waits for the money once more.
                    boolean waits = order.status() == OrderStatus.CONFIRMED
                            && PaymentPath.of(order.method()) == PaymentPath.PAY_FIRST;
                    Row unpaid = order.with(order.status(), payment.status())
                            .late(false)
                            .paidSince(null);
                    change(
                            order,
                            waits ? unpaid.until(afterClaim(order)) : unpaid,
                            OrderStep.LOSE_PAYMENT,
                            By.SYSTEM,
                            null);
                }
            }
        }
    }

    private void hearPaid(Row order, PaymentView payment) {
        OrderMachine.Rule rule =
                OrderMachine.require(OrderStep.CONFIRM_PAYMENT, order.standing(), By.SYSTEM, null, clock.instant());
        paid(order, rule.target(order.status()), payment, By.SYSTEM, null);
    }

    /// Ends the order whose time has run out, in the system's name.
    ///
    /// @return whether it was still to be ended
    boolean expire(String code) {
        Optional<Row> order = db.sql(ROW + """
                 where o.code = :code and o.expires_at <= :now and o.status in ('placed', 'confirmed')
                   and o.payment_status in ('none', 'claimed')
                   for no key update skip locked
                """)
                .param("code", code)
                .param("now", OrderReader.time(clock.instant()))
                .query(Row::read)
                .optional();
        order.ifPresent(overdue -> {
            OrderMachine.Rule rule =
                    OrderMachine.require(OrderStep.EXPIRE, overdue.standing(), By.SYSTEM, null, clock.instant());
            change(
                    overdue,
                    overdue.with(rule.target(overdue.status()), overdue.paid()),
                    OrderStep.EXPIRE,
                    By.SYSTEM,
                    null);
        });
        return order.isPresent();
    }

    /// Takes what these orders ask for off what is free, or answers what is missing.
    List<Shortfall> reserve(UUID[] orders, LocalDate today) {
        return db.sql("""
                select r.product_id, l.slug, l.name, l.unit, r.requested, r.available
                  from market.reserve(:orders, :today) r
                  join lateral (select slug, name, unit
                                  from market.order_lines
                                 where product_id = r.product_id and order_id = any (:orders)
                                 limit 1) l on true
                 order by l.slug
                """)
                .param("orders", orders)
                .param("today", today)
                .query((row, number) -> new Shortfall(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("unit"),
                        row.getInt("requested"),
                        row.getInt("available")))
                .list();
    }

    /// Who the current actor is to that order.
    ///
    /// @throws Refused when the actor may look at orders but not change them
    private static By by(Row order) {
        return switch (CurrentActor.get()) {
            case Actor.Account account -> {
                Permission.SELL.require();
                yield order.group().equals(account.group()) ? By.GROUP : By.OFFICE;
            }
            case Actor.Holder holder -> By.BUYER;
            case Actor.System system -> By.SYSTEM;
            case Actor.Anonymous nobody -> throw Refused.notFound();
        };
    }

    private Row held(String code) {
        return db.sql(ROW + " where o.code = :code for no key update")
                .param("code", code)
                .query(Row::read)
                .optional()
                .orElseThrow(Refused::notFound);
    }

    private void paid(Row order, OrderStatus target, PaymentView payment, By by, @Nullable String why) {
        boolean isLate = order.status().isEnded();
        Row paid = order.with(target, PaymentStatus.CONFIRMED)
                .late(isLate)
                .until(null)
                .paidSince(Objects.requireNonNullElse(payment.confirmedAt(), clock.instant()));
        Row now = change(order, paid, OrderStep.CONFIRM_PAYMENT, by, why);
        if (order.status() == OrderStatus.EXPIRED && reserveAll(order.id())) {
            revived(now, By.SYSTEM, null);
        }
    }

    private void revive(Row order, By by, @Nullable String why) {
        List<Shortfall> missing = reserve(new UUID[] {order.id()}, LocalDate.now(clock));
        if (!missing.isEmpty()) {
            throw new Refused(new OrderProblem.TooLittleStock(missing));
        }
        revived(order, by, why);
    }

    private void revived(Row order, By by, @Nullable String why) {
        write(
                order,
                order.with(OrderStatus.CONFIRMED, order.paid())
                        .late(false)
                        .until(null)
                        .endedSince(null),
                OrderStep.REVIVE,
                by,
                why);
    }

    private boolean reserveAll(UUID order) {
        return db.sql("select market.reserve_all(:orders, :today)")
                .param("orders", new UUID[] {order})
                .param("today", LocalDate.now(clock))
                .query(Boolean.class)
                .single();
    }

    /// Takes the last step back, when it was the same side's, nothing happened since, and the shelf allows it.
    private void undo(Row order, By by, @Nullable String why, Optional<Last> found) {
        Last last = found.filter(step -> step.by().isSideOf(by))
                .filter(step -> step.from() != null
                        && OrderMachine.canBeUndone(step.step(), step.from(), step.to())
                        && step.to() == order.status())
                .filter(step -> !step.at().plus(undoTime()).isBefore(clock.instant()))
                .orElseThrow(() -> new Refused(new OrderProblem.NothingToUndo()));
        OrderStatus back = Objects.requireNonNull(last.from());
        Row before = order.with(back, order.paid()).until(last.expiresBefore());
        if (last.step() == OrderStep.CONFIRM_PAYMENT) {
            PaymentView payment = payments.takeBack(order.code(), Objects.requireNonNullElse(why, "undo"));
            before = before.with(back, payment.status()).late(false).paidSince(null);
        }
        if (order.status().isEnded() && !back.isEnded()) {
            payments.reopen(order.code());
        }
        Row now = change(order, before, OrderStep.UNDO, by, why);
        int marked =
                db.sql("""
                update market.order_changes
                   set undone_by = (select max(c.id) from market.order_changes c where c.order_id = :order)
                 where id = :last
                """).param("order", now.id()).param("last", last.id()).update();
        if (marked != 1) {
            throw new IllegalStateException("the change taken back is not there");
        }
    }

    private Duration undoTime() {
        return Duration.ofMinutes(db.sql("select value from market.order_limits where key = 'undo-minutes'")
                .query(Integer.class)
                .single());
    }

    /// The last thing that was done with the order and not taken back.
    private Optional<Last> last(Row order) {
        return db.sql("""
                select id, step, from_status, to_status, by_whom, changed_at, expires_before
                  from market.order_changes
                 where order_id = :order and undone_by is null and step <> 'undo'
                 order by id desc
                 limit 1
                """)
                .param("order", order.id())
                .query((row, number) -> new Last(
                        row.getLong("id"),
                        OrderStep.ofKey(row.getString("step")).orElseThrow(),
                        OrderStatus.ofKey(Objects.requireNonNullElse(row.getString("from_status"), ""))
                                .orElse(null),
                        OrderReader.status(row.getString("to_status")),
                        By.ofKey(row.getString("by_whom")),
                        Objects.requireNonNull(OrderReader.instant(row, "changed_at")),
                        OrderReader.instant(row, "expires_before")))
                .optional();
    }

    /// The time a claim gives the group to look.
    private Row claimed(Row order) {
        boolean isKept = order.expiresAt() != null && !order.status().isEnded();
        return isKept ? order.until(afterClaim(order)) : order;
    }

    private Instant afterClaim(Row order) {
        int minutes = db.sql("select claim_minutes from market.payment_terms where method = :method")
                .param("method", order.method().key())
                .query(Integer.class)
                .single();
        return clock.instant().plus(Duration.ofMinutes(minutes));
    }

    /// Moves the goods between the two states, tells the payment when the order ends, and writes it all down.
    private Row change(Row before, Row after, OrderStep step, By by, @Nullable String why) {
        switch (ShelfEffect.between(before.status(), after.status())) {
            case RESERVE -> {
                List<Shortfall> missing = reserve(new UUID[] {before.id()}, LocalDate.now(clock));
                if (!missing.isEmpty()) {
                    throw new Refused(new OrderProblem.TooLittleStock(missing));
                }
            }
            case RELEASE -> shelf("release", before.id());
            case USE -> shelf("use_reserved", before.id());
            case GIVE_BACK -> shelf("give_back", before.id());
            case NONE -> {}
        }
        return write(before, timed(before, after), step, by, why);
    }

    /// How long the goods are kept: without end once the group said yes to what is paid later, and not at all once the
    /// order ended.
    private Row timed(Row before, Row after) {
        if (before.status() == after.status()) {
            return after;
        }
        if (after.status().isEnded()) {
            return after.until(null).endedSince(clock.instant());
        }
        boolean waits = after.status() == OrderStatus.PLACED
                || (PaymentPath.of(after.method()) == PaymentPath.PAY_FIRST && after.paid() != PaymentStatus.CONFIRMED);
        return (waits ? after : after.until(null)).endedSince(null);
    }

    private void shelf(String function, UUID order) {
        db.sql("select market." + function + "(:order)")
                .param("order", order)
                .query()
                .singleRow();
    }

    private Row write(Row before, Row after, OrderStep step, By by, @Nullable String why) {
        int changed = db.sql("""
                with changed as (
                         update market.orders
                            set status = :status, payment_status = :paid, is_paid_late = :late,
                                tracking_number = :tracking, expires_at = :expires, paid_at = :paidAt,
                                ended_at = :ended, version = version + 1
                          where id = :id and version = :version
                         returning id, group_id, area_code, token_hash)
                insert into market.order_changes (order_id, group_id, area_code, token_hash, changed_at, step,
                       from_status, to_status, by_whom, account_id, why, expires_before)
                select id, group_id, area_code, token_hash, :now, :step, :from, :status, :by, :account, :why, :before
                  from changed
                """)
                .param("status", after.status().key())
                .param("paid", after.paid().key())
                .param("late", after.isPaidLate())
                .param("tracking", after.trackingNumber(), Types.VARCHAR)
                .param("expires", OrderReader.time(after.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("paidAt", OrderReader.time(after.paidAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", OrderReader.time(after.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", before.id())
                .param("version", before.version())
                .param("now", OrderReader.time(clock.instant()))
                .param("step", step.key())
                .param("from", before.status().key())
                .param("by", by.key())
                .param(
                        "account",
                        CurrentActor.get().account().map(Actor.Account::id).orElse(null),
                        Types.OTHER)
                .param("why", why, Types.VARCHAR)
                .param("before", OrderReader.time(before.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (changed != 1) {
            throw new OptimisticLockingFailureException("order " + before.id() + " was changed at the same moment");
        }
        announce(before, after, step, by, why);
        return after.next();
    }

    private void announce(Row before, Row after, OrderStep step, By by, @Nullable String why) {
        if (after.status().isEnded() && !before.status().isEnded()) {
            payments.close(after.code());
            events.publishEvent(
                    new OrderEnded(after.id(), after.code(), after.group(), after.areaCode(), after.status()));
        }
        if (after.paidAt() != null && before.paidAt() == null) {
            events.publishEvent(new OrderPaid(
                    after.id(), after.code(), after.group(), after.areaCode(), after.total(), after.paidAt()));
        }
        if (by == By.OFFICE) {
            Map<String, Change> facts = new LinkedHashMap<>();
            Change.note(facts, "code", null, after.code());
            Change.note(facts, "status", before.status().key(), after.status().key());
            Change.note(facts, "payment", before.paid().key(), after.paid().key());
            audit.add(new AuditEntry(
                    "order." + step.key(),
                    "order",
                    after.id(),
                    after.areaCode(),
                    after.group(),
                    null,
                    facts,
                    Map.of(),
                    why));
        }
    }

    private static @Nullable String text(String field, @Nullable String typed, int longest) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        String text = typed.strip();
        new Checks()
                .that(text.length() <= longest, field, "too-long", longest)
                .that(
                        text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r'),
                        field,
                        "no-control")
                .refuseProblems();
        return text;
    }
}
