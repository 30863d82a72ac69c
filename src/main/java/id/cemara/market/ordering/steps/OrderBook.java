package id.cemara.market.ordering.steps;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderProblem.Shortfall;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Loads orders under their lock and writes what they decided, in the caller's transaction, so concurrent
/// steps are serialised.
@Component
public class OrderBook {

    private static final String LOCK = """
            select o.id, o.code, o.group_id, o.area_code, o.status, o.payment_method, o.payment_status, o.is_paid_late,
                   o.delivery_method, o.tracking_number, o.total, o.expires_at, o.paid_at, o.ended_at, o.version,
                   t.claim_minutes, (select value from market.order_limits where key = 'undo-minutes') as undo_minutes
              from market.orders o
              join market.payment_terms t on t.method = o.payment_method
             where o.code = :code
               for no key update of o
            """;

    private final JdbcClient db;
    private final Clock clock;

    OrderBook(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Locks the order until the transaction ends; waits if another transaction holds it. Empty if there
    /// is no such order that the actor may see.
    Optional<Order> lock(String code) {
        return lock(LOCK, code);
    }

    /// Like [#lock], but does not wait: also empty while another transaction holds the lock.
    Optional<Order> lockUnheld(String code) {
        return lock(LOCK + " skip locked", code);
    }

    private Optional<Order> lock(String query, String code) {
        // The history is read once the lock is held: the first statement may have waited and sees what was
        // there before.
        return db.sql(query)
                .param("code", code)
                .query((row, number) -> order(row))
                .optional()
                .map(order -> order.with(history(order.id())));
    }

    private List<OrderChange> history(OrderId order) {
        return db.sql("""
                select id, changed_at, step, from_status, to_status, by_whom, account_id, why, expires_before,
                       undone_by is not null as is_undone
                  from market.order_changes
                 where order_id = :order
                 order by id
                """)
                .param("order", order.value())
                .query((row, number) -> change(row))
                .list();
    }

    private static Order order(ResultSet row) throws SQLException {
        return new Order(
                new OrderId(row.getObject("id", UUID.class)),
                row.getString("code"),
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("area_code"),
                PaymentMethod.ofKey(row.getString("payment_method")).orElseThrow(),
                Delivery.ofKey(row.getString("delivery_method")).orElseThrow(),
                new Money(row.getLong("total")),
                new OrderState(
                        OrderRows.status(row.getString("status")),
                        PaymentStatus.ofKey(row.getString("payment_status")).orElseThrow(),
                        row.getBoolean("is_paid_late"),
                        row.getString("tracking_number"),
                        OrderRows.instant(row, "expires_at"),
                        OrderRows.instant(row, "paid_at"),
                        OrderRows.instant(row, "ended_at")),
                row.getInt("version"),
                Duration.ofMinutes(row.getInt("claim_minutes")),
                Duration.ofMinutes(row.getInt("undo_minutes")),
                List.of());
    }

    private static OrderChange change(ResultSet row) throws SQLException {
        return new OrderChange(
                row.getLong("id"),
                Objects.requireNonNull(OrderRows.instant(row, "changed_at")),
                OrderStep.ofKey(row.getString("step")).orElseThrow(),
                OrderStatus.ofKey(Objects.requireNonNullElse(row.getString("from_status"), ""))
                        .orElse(null),
                OrderRows.status(row.getString("to_status")),
                Party.ofKey(row.getString("by_whom")),
                row.getObject("account_id", UUID.class),
                row.getString("why"),
                OrderRows.instant(row, "expires_before"),
                row.getBoolean("is_undone"));
    }

    /// How long the last step can be undone.
    public Duration undoTime() {
        return Duration.ofMinutes(db.sql("select value from market.order_limits where key = 'undo-minutes'")
                .query(Integer.class)
                .single());
    }

    /// Reserves all lines of these orders. Returns the shortfalls, on which the caller must roll back;
    /// empty if everything is reserved.
    public List<Shortfall> reserve(List<OrderId> orders) {
        return db.sql("""
                select r.product_id, l.slug, l.name, l.unit, r.requested, r.available
                  from market.reserve(:orders, :today) r
                  join lateral (select slug, name, unit
                                  from market.order_lines
                                 where product_id = r.product_id and order_id = any (:orders)
                                 limit 1) l on true
                 order by l.slug
                """)
                .param("orders", orders.stream().map(OrderId::value).toArray(UUID[]::new))
                .param("today", LocalDate.now(clock))
                .query((row, number) -> new Shortfall(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("unit"),
                        row.getInt("requested"),
                        row.getInt("available")))
                .list();
    }

    /// Reserves all lines of the order if everything is available.
    ///
    /// @return whether it was
    boolean reserveAll(Order order) {
        return db.sql("select market.reserve_all(:orders, :today)")
                .param("orders", new UUID[] {order.id().value()})
                .param("today", LocalDate.now(clock))
                .query(Boolean.class)
                .single();
    }

    /// Moves the order's goods. Returns the shortfalls as [#reserve] does.
    List<Shortfall> moveGoods(Order order, ShelfEffect effect) {
        switch (effect) {
            case RESERVE -> {
                return reserve(List.of(order.id()));
            }
            case RELEASE -> call("release", order);
            case USE -> call("use_reserved", order);
            case GIVE_BACK -> call("give_back", order);
            case RETURN -> {
                call("give_back", order);
                call("release", order);
            }
            case NONE -> {}
        }
        return List.of();
    }

    private void call(String function, Order order) {
        db.sql("select market." + function + "(:order)")
                .param("order", order.id().value())
                .query()
                .singleRow();
    }

    /// Writes the order's new state and an entry of its history, and marks the entries that it undoes.
    void write(TakenStep taken) {
        Order order = taken.order();
        OrderState after = taken.after();
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
                .param("expires", OrderRows.time(after.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("paidAt", OrderRows.time(after.paidAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("ended", OrderRows.time(after.endedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", order.id().value())
                .param("version", order.version())
                .param("now", OrderRows.time(taken.at()))
                .param("step", taken.step().key())
                .param("from", order.status().key())
                .param("by", taken.by().key())
                .param(
                        "account",
                        CurrentActor.get().account().map(Actor.Account::id).orElse(null),
                        Types.OTHER)
                .param("why", taken.why(), Types.VARCHAR)
                .param("before", OrderRows.time(order.state().expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (changed != 1) {
            throw new OptimisticLockingFailureException("order " + order.id() + " was changed at the same moment");
        }
        if (!taken.undone().isEmpty()) {
            markUndone(order, taken.undone());
        }
    }

    private void markUndone(Order order, List<OrderChange> undone) {
        int marked = db.sql("""
                update market.order_changes
                   set undone_by = (select max(c.id) from market.order_changes c where c.order_id = :order)
                 where id = any (:undone)
                """)
                .param("order", order.id().value())
                .param("undone", undone.stream().map(OrderChange::id).toArray(Long[]::new))
                .update();
        if (marked != undone.size()) {
            throw new IllegalStateException("the change taken back is not there");
        }
    }

    /// Writes a partial refund for display. The order stays paid, so this is no step and no entry in its
    /// history. Idempotent.
    void writeRefundedPart(Order order, Money refunded, Instant now) {
        db.sql("""
                update market.orders
                   set refunded_part = :refunded, refunded_part_at = :now, version = version + 1
                 where id = :id and refunded_part <> :refunded
                """)
                .param("refunded", refunded.rupiah())
                .param("now", OrderRows.time(now))
                .param("id", order.id().value())
                .update();
    }
}
