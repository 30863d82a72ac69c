package id.cemara.market.sample.orders;

import id.cemara.market.OrderStatus;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.SamplePayments;
import id.cemara.platform.CopyTable;
import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Copies orders with all that belongs to them into the tables, as their owner and within the caller's transaction.
final class OrderWriter {

    private final Connection owner;
    private final FieldEncryption encryption;
    private final Map<String, String> hashes = new HashMap<>();
    private final SamplePayments payments = new SamplePayments();
    private final Voices voices = new Voices();
    private final Instant now;

    private final CopyTable orders = new CopyTable(
            "market.orders",
            "id, code, group_id, area_code, checkout_id, token_hash, buyer_hash, status, payment_method,"
                    + " payment_status, is_paid_late, delivery_method, courier_key, tracking_number, goods_total,"
                    + " delivery_fee, total, promised_week, placed_at, expires_at, paid_at, ended_at, version");
    private final CopyTable buyers = new CopyTable(
            "market.order_buyers",
            "order_id, group_id, area_code, token_hash, name, phone, address, to_area, note, institution");
    private final CopyTable lines = new CopyTable(
            "market.order_lines",
            "order_id, position, product_id, group_id, area_code, token_hash, slug, name, unit, quantity, unit_price,"
                    + " line_total");
    private final CopyTable weeks =
            new CopyTable("market.week_capacity", "product_id, week, group_id, area_code, capacity, reserved");
    private final CopyTable reservations =
            new CopyTable("market.reservations", "order_id, product_id, week, group_id, area_code, quantity, state");
    private final CopyTable changes = new CopyTable(
            "market.order_changes",
            "order_id, group_id, area_code, token_hash, changed_at, step, from_status, to_status, by_whom, why,"
                    + " expires_before");

    OrderWriter(Connection owner, FieldEncryption encryption, Instant now) {
        this.owner = owner;
        this.encryption = encryption;
        this.now = now;
    }

    void add(InventedOrder order) {
        UUID group = order.shop().group().id();
        String area = order.shop().group().areaCode();
        Course course = order.course();
        long goods = order.goods();
        orders.add(
                order.id(),
                order.code(),
                group,
                area,
                order.uuid("checkout"),
                order.tokenHash(),
                hash(order.buyer().phone()),
                course.status.key(),
                order.method().key(),
                paid(course).key(),
                course.isPaidLate,
                order.delivery().key(),
                order.courier(),
                hasLeft(course) ? order.tracking() : null,
                goods,
                order.fee(),
                goods + order.fee(),
                order.promisedWeek(),
                course.placedAt,
                course.expiresAt,
                course.paidAt,
                course.endedAt,
                course.changes.size() - 1);
        boolean isBrought = order.delivery() != Delivery.PICKUP;
        buyers.add(
                order.id(),
                group,
                area,
                order.tokenHash(),
                order.buyer().name(),
                order.buyer().phone(),
                isBrought ? order.buyer().street() : null,
                isBrought ? area.substring(0, 5) : null,
                order.note(),
                order.method() == PaymentMethod.INVOICE ? order.buyer().institution() : null);
        int position = 1;
        for (InventedOrder.Line line : order.lines()) {
            Ware ware = line.ware();
            lines.add(
                    order.id(),
                    position++,
                    ware.id,
                    group,
                    area,
                    order.tokenHash(),
                    ware.slug,
                    ware.name,
                    ware.unit,
                    line.quantity(),
                    ware.price(line.quantity()),
                    line.total());
            String state =
                    switch (course.status.holding()) {
                        case HELD -> "held";
                        case USED -> "used";
                        case NOTHING -> "released";
                    };
            LocalDate week = ware.isMadeToOrder ? order.promisedWeek() : null;
            reservations.add(order.id(), ware.id, week, group, area, line.quantity(), state);
        }
        for (Course.Change change : course.changes) {
            changes.add(
                    order.id(),
                    group,
                    area,
                    order.tokenHash(),
                    change.at(),
                    change.step().key(),
                    change.from() == null ? null : change.from().key(),
                    change.to().key(),
                    change.by().key(),
                    change.why(),
                    change.expiresBefore());
        }
        voices.add(order, now);
        payments.add(new SamplePayments.Sample(
                order.uuid("payment"),
                order.code(),
                group,
                area,
                order.tokenHash(),
                order.method(),
                goods + order.fee(),
                order.digits(),
                destination(order),
                course.placedAt,
                course.expiresAt,
                course.claimedAt,
                course.paidAt,
                course.refundedAt,
                course.closedUnpaidAt));
    }

    /// Sends everything, and what the orders have of shelves and weeks.
    ///
    /// @param wares everything that is shown
    void finish(Iterable<SampleShop> shops, Map<UUID, LocalDate> soldSince) throws SQLException {
        try (PreparedStatement shelf =
                        owner.prepareStatement("update market.stock set reserved = ? where product_id = ?");
                PreparedStatement since = owner.prepareStatement("""
                        update market.products
                           set created_at = ?::date - interval '20 days', published_at = ?::date - interval '15 days'
                         where id = ?
                        """)) {
            for (SampleShop shop : shops) {
                for (Ware ware : shop.wares()) {
                    shelf(shelf, ware);
                    ware.weeks()
                            .forEach((week, reserved) -> weeks.add(
                                    ware.id,
                                    week,
                                    shop.group().id(),
                                    shop.group().areaCode(),
                                    ware.weekCapacity,
                                    reserved));
                }
            }
            for (Map.Entry<UUID, LocalDate> product : soldSince.entrySet()) {
                since.setObject(1, product.getValue());
                since.setObject(2, product.getValue());
                since.setObject(3, product.getKey());
                since.addBatch();
            }
            shelf.executeBatch();
            since.executeBatch();
        }
        CopyManager manager = owner.unwrap(PGConnection.class).getCopyAPI();
        for (CopyTable table : List.of(orders, buyers, lines, weeks, reservations, changes)) {
            table.send(manager);
        }
        voices.send(manager);
        payments.send(owner);
        deliver();
        try (var statement = owner.createStatement()) {
            statement.execute("analyze market.orders, market.order_buyers, market.order_lines, market.reservations,"
                    + " market.order_changes, market.sales, market.reviews");
        }
    }

    private static void shelf(PreparedStatement shelf, Ware ware) throws SQLException {
        if (ware.reserved() > 0) {
            shelf.setInt(1, ware.reserved());
            shelf.setObject(2, ware.id);
            shelf.addBatch();
        }
    }

    /// Shops that brought an order in the last weeks say what bringing costs.
    private void deliver() throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("""
                    update market.shops s
                       set offers_own_delivery = true
                     where exists (select 1 from market.orders o
                                    where o.group_id = s.group_id and o.delivery_method = 'own');
                    insert into market.delivery_rates (group_id, area_code, to_area, fee)
                    select group_id, area_code, left(area_code, 5), 10000
                      from market.shops
                     where offers_own_delivery
                        on conflict do nothing;
                    update market.shops s
                       set offers_courier = true
                     where exists (select 1 from market.orders o
                                    where o.group_id = s.group_id and o.delivery_method = 'courier');
                    insert into market.courier_tariffs (group_id, area_code, courier_key, to_area, per_kg)
                    select group_id, area_code, 'jne', left(area_code, 2), 11000
                      from market.shops
                     where offers_courier
                        on conflict do nothing
                    """);
        }
    }

    private static boolean hasLeft(Course course) {
        return course.status.holding() == OrderStatus.Holding.USED;
    }

    private static PaymentStatus paid(Course course) {
        if (course.refundedAt != null) {
            return PaymentStatus.REFUNDED;
        }
        if (course.paidAt != null) {
            return PaymentStatus.CONFIRMED;
        }
        return course.claimedAt != null ? PaymentStatus.CLAIMED : PaymentStatus.NONE;
    }

    private static @Nullable UUID destination(InventedOrder order) {
        return switch (order.method()) {
            case QRIS -> order.shop().code();
            case TRANSFER -> order.shop().account();
            case COD, INVOICE, GATEWAY -> null;
        };
    }

    private String hash(String phone) {
        return hashes.computeIfAbsent(
                phone, number -> "\\x" + HexFormat.of().formatHex(encryption.keyedHash(number, HashPurpose.BUYER)));
    }
}
