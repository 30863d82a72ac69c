package id.cemara.market;

import id.cemara.Actors;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.Checkout;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.payment.PaymentMethod;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Buyers, sellers, and the database owner's view of the data, for tests of orders. The products belong to
/// a group in Lebong Selatan unless a test says otherwise.
final class Shopping {

    /// The kabupaten office responsible for the group.
    static final Actor.Account OFFICE = Actors.of(Role.DISTRICT_OFFICE, "17.07");

    private static final AtomicInteger PHONES = new AtomicInteger(10_000_000);

    private final Orders orders;
    private final DatabaseAccess database;

    Shopping(Orders orders, DatabaseAccess database) {
        this.orders = orders;
        this.database = database;
    }

    /// A phone number that no other test uses.
    static String phone() {
        return "+62812" + PHONES.incrementAndGet();
    }

    /// A buyer with a new phone number.
    static Buyer aBuyer() {
        return new Buyer("Ibu Contoh", phone(), null, null, null);
    }

    /// A checkout by a new buyer with pick-up and cash, given as product, quantity, product, quantity.
    static Checkout checkout(Object... lines) {
        return checkout(PaymentMethod.COD, lines);
    }

    static Checkout checkout(PaymentMethod payment, Object... lines) {
        return checkout(aBuyer(), payment, lines);
    }

    static Checkout checkout(Buyer buyer, PaymentMethod payment, Object... lines) {
        List<Checkout.Line> read = new ArrayList<>();
        for (int i = 0; i < lines.length; i += 2) {
            read.add(new Checkout.Line((String) lines[i], (Integer) lines[i + 1]));
        }
        return new Checkout(read, buyer, DeliveryChoice.PICKUP, payment);
    }

    /// The body of an API checkout.
    static String json(String phone, String payment, Object... lines) {
        var body = new StringBuilder();
        for (int i = 0; i < lines.length; i += 2) {
            body.append(body.isEmpty() ? "" : ",")
                    .append("{\"product\":\"%s\",\"quantity\":%s}".formatted(lines[i], lines[i + 1]));
        }
        return """
                {"lines":[%s],"buyer":{"name":"Ibu Contoh","phone":"%s"},"delivery":{"method":"pickup"},"payment":"%s"}
                """.formatted(body, phone, payment).strip();
    }

    PlacedOrder placed(Object... lines) {
        return orders.place(checkout(lines)).getFirst();
    }

    PlacedOrder placed(PaymentMethod payment, Object... lines) {
        return orders.place(checkout(payment, lines)).getFirst();
    }

    OrderView seen(PlacedOrder order) {
        return OrderTokens.asHolder(order.token(), () -> orders.get(order.code()));
    }

    OrderView buyer(PlacedOrder order, OrderStep step) {
        return buyer(order, step, "alasan uji");
    }

    OrderView buyer(PlacedOrder order, OrderStep step, String why) {
        return OrderTokens.asHolder(order.token(), () -> orders.take(order.code(), step, StepDetails.because(why)));
    }

    /// The seller's side takes a step, through an office.
    OrderView seller(PlacedOrder order, OrderStep step) {
        return asOffice(() -> orders.take(order.code(), step, StepDetails.because("alasan uji")));
    }

    static <T> T asOffice(Supplier<T> work) {
        return CurrentActor.<T, RuntimeException>call(OFFICE, work::get);
    }

    /// Moves the end of the reservation into the past.
    void isOverdue(String code) throws SQLException {
        run("update market.orders set expires_at = placed_at - interval '1 minute' where code = '" + code
                + "' and expires_at is not null");
    }

    void insert(AProduct... products) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            for (AProduct product : products) {
                product.insert(owner);
            }
        }
    }

    void run(String sql) {
        Rows.run(database, sql);
    }

    String one(String sql) {
        return Rows.one(database, sql);
    }

    /// Reserved and on hand, for instance `3 of 10`.
    String shelf(AProduct product) throws SQLException {
        return one("select reserved || ' of ' || on_hand from market.stock where product_id = '" + product.id() + "'");
    }

    /// Violations of the invariants of orders, stock and payments.
    List<String> broken() {
        return Rows.all(database, """
                select what
                  from (select 'mismatch of ' || product_id as what from market.stock_mismatches()
                         union all
                        select 'oversold ' || product_id from market.stock where reserved < 0 or reserved > on_hand
                         union all
                        select 'without reservation ' || o.code
                          from market.orders o
                         where o.status not in ('cancelled', 'expired', 'refused')
                           and exists (select 1
                                         from (select product_id, sum(quantity) as quantity from market.order_lines
                                                where order_id = o.id group by 1) l
                                         full join (select product_id, sum(quantity) as quantity
                                                      from market.reservations
                                                     where order_id = o.id
                                                       and state = case when o.status in ('sent', 'delivered', 'closed',
                                                                                          'disputed')
                                                                        then 'used' else 'held' end
                                                     group by 1) r using (product_id)
                                        where l.quantity is distinct from r.quantity)
                         union all
                        select 'ended and holding ' || o.code
                          from market.orders o
                          join market.reservations r on r.order_id = o.id and r.state <> 'released'
                         where o.status in ('cancelled', 'expired', 'refused')
                         union all
                        select 'without lines ' || o.code
                          from market.orders o
                         where not exists (select 1 from market.order_lines l where l.order_id = o.id)
                         union all
                        select concat_ws(' ', 'payment differs', o.code, o.status, o.payment_status, o.total, 'but',
                                         p.status, p.due)
                          from market.orders o
                          left join payment.payments p on p.reference = o.code
                         where p.id is null or p.status <> o.payment_status or p.due <> o.total
                            or (o.payment_status = 'confirmed') <> (o.paid_at is not null)
                               and o.payment_status <> 'refunded') x
                """);
    }
}
