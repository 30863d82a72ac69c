package id.cemara.market.ordering;

import id.cemara.identity.AuditEntry;
import id.cemara.identity.AuditTrail;
import id.cemara.identity.Change;
import id.cemara.market.OrderEnded;
import id.cemara.market.OrderPaid;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.HeldOrder.State;
import id.cemara.market.ordering.OrderMachine.ShelfEffect;
import id.cemara.market.ordering.OrderProblem.Shortfall;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.sql.Types;
import java.time.Clock;
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

/// Writes changes of orders: reserves, uses or releases their goods, closes the payment of an order that
/// ends, and records who, when and why. Whether a change is allowed is decided by [OrderMachine]. Runs in
/// the caller's transaction with the order's row locked, so concurrent steps are serialised.
@Component
class OrderBook {

    private final JdbcClient db;
    private final Payments payments;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OrderBook(JdbcClient db, Payments payments, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.payments = payments;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// Locks the order until the transaction ends; waits if another transaction holds it.
    ///
    /// @throws Refused as not found if the actor may not see it
    HeldOrder held(String code) {
        return find(code).orElseThrow(Refused::notFound);
    }

    /// Like [#held]; empty if there is no such order that the actor may see.
    Optional<HeldOrder> find(String code) {
        return db.sql(HeldOrder.QUERY + " where o.code = :code for no key update")
                .param("code", code)
                .query(HeldOrder::read)
                .optional();
    }

    /// Like [#find], but does not wait: also empty while another transaction holds the lock.
    Optional<HeldOrder> free(String code) {
        return db.sql(HeldOrder.QUERY + " where o.code = :code for no key update skip locked")
                .param("code", code)
                .query(HeldOrder::read)
                .optional();
    }

    /// Reserves all lines of these orders. Returns the shortfalls, on which the caller must roll back;
    /// empty if everything is reserved.
    List<Shortfall> reserve(List<UUID> orders) {
        return db.sql("""
                select r.product_id, l.slug, l.name, l.unit, r.requested, r.available
                  from market.reserve(:orders, :today) r
                  join lateral (select slug, name, unit
                                  from market.order_lines
                                 where product_id = r.product_id and order_id = any (:orders)
                                 limit 1) l on true
                 order by l.slug
                """)
                .param("orders", orders.toArray(UUID[]::new))
                .param("today", LocalDate.now(clock))
                .query((row, number) -> new Shortfall(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("unit"),
                        row.getInt("requested"),
                        row.getInt("available")))
                .list();
    }

    /// Records that the money arrived, in time or late. An order that had expired, or was cancelled only
    /// because a provider refunded it, reserves its goods again and goes on if all of them are available.
    HeldOrder paid(HeldOrder order, OrderStatus target, PaymentView payment, By by, @Nullable String why) {
        boolean lacked = order.status() == OrderStatus.EXPIRED || endedWithItsMoney(order);
        HeldOrder paid = change(order, paid(order, payment).in(target), OrderStep.CONFIRM_PAYMENT, by, why);
        return lacked && reserveAll(order.id()) ? change(paid, revived(paid), OrderStep.REVIVE, By.SYSTEM, null) : paid;
    }

    /// Records a partial refund for display. The order stays paid, so this is no step and no entry in its
    /// history. Idempotent.
    void partlyRefunded(HeldOrder order, PaymentView payment) {
        db.sql("""
                update market.orders
                   set refunded_part = :refunded, refunded_part_at = :now, version = version + 1
                 where id = :id and refunded_part <> :refunded
                """)
                .param("refunded", payment.refunded())
                .param("now", OrderReader.time(clock.instant()))
                .param("id", order.id())
                .update();
    }

    /// Whether the order was cancelled by a refund rather than by the buyer or the group.
    private boolean endedWithItsMoney(HeldOrder order) {
        return order.status() == OrderStatus.CANCELLED
                && order.paid() == PaymentStatus.REFUNDED
                && db.sql("""
                        select c.step = 'refund'
                          from market.order_changes c
                         where c.order_id = :order and c.to_status = 'cancelled' and c.from_status <> 'cancelled'
                         order by c.id desc
                         limit 1
                        """).param("order", order.id()).query(Boolean.class).single();
    }

    /// The state once the money has arrived. Late if the order has ended; without an end of the
    /// reservation.
    State paid(HeldOrder order, PaymentView payment) {
        return order.state()
                .paying(PaymentStatus.CONFIRMED)
                .late(order.status().isEnded())
                .until(null)
                .paidSince(Objects.requireNonNullElse(payment.confirmedAt(), clock.instant()));
    }

    /// The state of an ended order that goes on.
    static State revived(HeldOrder order) {
        return order.state().in(OrderStatus.CONFIRMED).late(false);
    }

    private boolean reserveAll(UUID order) {
        return db.sql("select market.reserve_all(:orders, :today)")
                .param("orders", new UUID[] {order})
                .param("today", LocalDate.now(clock))
                .query(Boolean.class)
                .single();
    }

    /// Moves the goods as the two states require, writes the new state and a history entry, and on the end
    /// of the order closes its payment.
    ///
    /// @throws Refused with the shortfalls if goods that must be reserved again are no longer available
    HeldOrder change(HeldOrder before, State after, OrderStep step, By by, @Nullable String why) {
        switch (ShelfEffect.between(before.status(), after.status())) {
            case RESERVE -> {
                List<Shortfall> missing = reserve(List.of(before.id()));
                if (!missing.isEmpty()) {
                    throw new Refused(new OrderProblem.TooLittleStock(missing));
                }
            }
            case RELEASE -> shelf("release", before.id());
            case USE -> shelf("use_reserved", before.id());
            case GIVE_BACK -> shelf("give_back", before.id());
            case RETURN -> {
                shelf("give_back", before.id());
                shelf("release", before.id());
            }
            case NONE -> {}
        }
        return write(before, timed(before, after), step, by, why);
    }

    /// Sets when the reservation ends. Pay-first orders keep their time until they are paid, other orders
    /// until the group confirms them; an ended order has none.
    private State timed(HeldOrder before, State after) {
        if (before.status() == after.status()) {
            return after;
        }
        if (after.status().isEnded()) {
            return after.until(null).endedSince(clock.instant());
        }
        boolean waits = after.status() == OrderStatus.PLACED
                || (PaymentPath.of(before.method()) == PaymentPath.PAY_FIRST
                        && after.paid() != PaymentStatus.CONFIRMED);
        return (waits ? after : after.until(null)).endedSince(null);
    }

    private void shelf(String function, UUID order) {
        db.sql("select market." + function + "(:order)")
                .param("order", order)
                .query()
                .singleRow();
    }

    private HeldOrder write(HeldOrder before, State after, OrderStep step, By by, @Nullable String why) {
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
                .param("before", OrderReader.time(before.state().expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (changed != 1) {
            throw new OptimisticLockingFailureException("order " + before.id() + " was changed at the same moment");
        }
        announce(before, after, step, by, why);
        return before.after(after);
    }

    private void announce(HeldOrder order, State after, OrderStep step, By by, @Nullable String why) {
        State before = order.state();
        if (after.status().isEnded() && !before.status().isEnded()) {
            payments.close(order.code());
            events.publishEvent(
                    new OrderEnded(order.id(), order.code(), order.group(), order.areaCode(), after.status()));
        }
        if (after.paidAt() != null && before.paidAt() == null) {
            events.publishEvent(new OrderPaid(
                    order.id(), order.code(), order.group(), order.areaCode(), order.total(), after.paidAt()));
        }
        if (step == OrderStep.SETTLE) {
            events.publishEvent(new OrderSettled(order.id(), by, String.valueOf(why)));
        }
        if (by == By.OFFICE) {
            Map<String, Change> facts = new LinkedHashMap<>();
            Change.note(facts, "code", null, order.code());
            Change.note(facts, "status", before.status().key(), after.status().key());
            Change.note(facts, "payment", before.paid().key(), after.paid().key());
            audit.add(new AuditEntry(
                    "order." + step.key(),
                    "order",
                    order.id(),
                    order.areaCode(),
                    order.group(),
                    null,
                    facts,
                    Map.of(),
                    why));
        }
    }
}
