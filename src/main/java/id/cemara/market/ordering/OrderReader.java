package id.cemara.market.ordering;

import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderChange;
import id.cemara.market.ordering.steps.OrderRows;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Listing;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import id.cemara.shared.PlainText;
import id.cemara.shared.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads orders. The database's row policies decide which of them the actor sees.
@Component
public class OrderReader {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<OrderLine>> LINES = new TypeReference<>() {};
    private static final TypeReference<List<OrderChange>> CHANGES = new TypeReference<>() {};

    private static final String ORDER = """
            select o.id, o.code, o.group_id, s.name as group_name, s.slug as group_slug, o.area_code, o.status,
                   o.is_paid_late, o.goods_total, o.delivery_fee, o.total, o.delivery_method, o.courier_key,
                   o.tracking_number, o.promised_week, o.placed_at, o.expires_at, o.paid_at, o.ended_at, o.version,
                   o.token_hash is null as is_recorded, b.name, b.phone, b.address, b.to_area, b.note, b.institution,
                   (select jsonb_agg(jsonb_build_object('product', l.product_id, 'slug', l.slug, 'name', l.name,
                                                        'unit', l.unit, 'quantity', l.quantity,
                                                        'unitPrice', l.unit_price, 'total', l.line_total)
                                     order by l.position)
                      from market.order_lines l
                     where l.order_id = o.id) as lines,
                   (select jsonb_agg(jsonb_build_object('id', c.id, 'at', c.changed_at, 'step', c.step,
                                                        'from', c.from_status, 'to', c.to_status, 'by', c.by_whom,
                                                        'account', c.account_id, 'why', c.why,
                                                        'expiresBefore', c.expires_before,
                                                        'isUndone', c.undone_by is not null)
                                     order by c.id)
                      from market.order_changes c
                     where c.order_id = o.id) as changes
              from market.orders o
              join market.order_buyers b on b.order_id = o.id
              join market.sellers s on s.group_id = o.group_id
            """;

    /// SQL condition: the order ended, but the payment is confirmed, or claimed and not checked by the
    /// group.
    public static final String OWES = """
            (o.status in ('cancelled', 'expired', 'refused') and o.payment_status in ('claimed', 'confirmed'))
            """;

    /// SQL condition: the order is not finished; buyer, group or office still has something to do.
    public static final String WAITS = """
            (o.status in ('placed', 'confirmed', 'in-preparation', 'ready', 'sent', 'disputed')
             or o.status = 'delivered' and o.payment_status in ('none', 'claimed')
             or """ + OWES + ")";

    private static final String SUMMARY = """
            select o.id, o.code, o.group_id, s.name as group_name, o.area_code, o.status, o.payment_method,
                   o.payment_status, o.is_paid_late, o.delivery_method, o.total, o.refunded_part, b.name, b.phone, o.placed_at,
                   o.expires_at, o.tracking_number, o.version,
                   (select string_agg(l.quantity || ' × ' || l.name, ', ' order by l.position)
                      from market.order_lines l
                     where l.order_id = o.id) as goods
              from market.orders o
              join market.order_buyers b on b.order_id = o.id
              join market.sellers s on s.group_id = o.group_id
             where (platform.in_area(o.area_code) or platform.in_group(o.group_id))
            """;

    private static final String FILTERED = SUMMARY + """
               and (:statuses::text[] is null or o.status = any (:statuses::text[]))
               and (:group::uuid is null or o.group_id = :group::uuid)
               and (:from::timestamptz is null or o.placed_at >= :from::timestamptz)
               and (:until::timestamptz is null or o.placed_at < :until::timestamptz)
               and (not :owes or """ + OWES + """
               )
               and (:text::text is null or lower(o.code) like :text
                    or ' ' || platform.plain(b.name) || ' ' like :plain::text or b.phone like :phone)
               and (:before::timestamptz is null or (o.placed_at, o.id) < (:before::timestamptz, :beforeId::uuid))
             order by o.placed_at desc, o.id desc
             limit :limit
            """;

    private final JdbcClient db;
    private final Payments payments;

    OrderReader(JdbcClient db, Payments payments) {
        this.db = db;
        this.payments = payments;
    }

    /// The order with that code.
    ///
    /// @throws Refused as not found if there is none that the actor may see
    public OrderView get(String code) {
        return db.sql(ORDER + " where o.code = :code")
                .param("code", code)
                .query((row, number) -> view(row, payments.of(code)))
                .optional()
                .orElseThrow(Refused::notFound);
    }

    /// Those of these orders that the actor may see, oldest first.
    public List<OrderView> all(Collection<String> codes) {
        if (codes.isEmpty()) {
            return List.of();
        }
        Map<String, PaymentView> paid = payments.of(codes);
        return db.sql(ORDER + " where o.code = any (:codes) order by o.placed_at, o.id")
                .param("codes", codes.toArray(String[]::new))
                .query((row, number) -> view(row, Objects.requireNonNull(paid.get(row.getString("code")))))
                .list();
    }

    /// One page of the orders in the actor's scope, newest first.
    public Listing<OrderSummary> page(OrderFilter filter, int size, @Nullable String cursor) {
        Instant before = null;
        UUID beforeId = null;
        if (cursor != null && !cursor.isEmpty()) {
            Cursor from = Cursor.parse("cursor", cursor, 2);
            before = from.instant(0).toInstant();
            beforeId = from.id(1);
        }
        List<OrderSummary> found = db.sql(FILTERED)
                .param(
                        "statuses",
                        filter.statuses().isEmpty()
                                ? null
                                : filter.statuses().stream()
                                        .map(OrderStatus::key)
                                        .toArray(String[]::new))
                .param("group", filter.group() == null ? null : filter.group().value(), Types.OTHER)
                .param("from", OrderRows.time(filter.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", OrderRows.time(filter.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("owes", filter.owesRefund())
                .param("text", like(filter.text()), Types.VARCHAR)
                .param("plain", filter.text() == null ? null : PlainText.pattern(filter.text()), Types.VARCHAR)
                .param("phone", like(digits(filter.text())), Types.VARCHAR)
                .param("before", OrderRows.time(before), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("beforeId", beforeId, Types.OTHER)
                .param("limit", size + 1)
                .query((row, number) -> summary(row))
                .list();
        Listing<OrderSummary> page = Listing.page(
                found,
                size,
                last -> Cursor.of(last.placedAt().toString(), last.id().toString())
                        .text());
        return new Listing<>(billed(page.items()), page.next());
    }

    /// The group's orders that match [#WAITS], oldest first. Ended orders with a claimed payment come last,
    /// so that false claims cannot push the others off the list.
    public List<OrderSummary> waiting(GroupId group, int most) {
        return billed(db.sql(SUMMARY + " and o.group_id = :group and " + WAITS + """
                 order by o.payment_status = 'claimed' and o.status in ('cancelled', 'expired', 'refused'), o.placed_at, o.id
                 limit :most
                """)
                .param("group", group.value())
                .param("most", most)
                .query((row, number) -> summary(row))
                .list());
    }

    /// Replaces the totals of transfers by the amount to pay, which includes the unique digits.
    private List<OrderSummary> billed(List<OrderSummary> orders) {
        List<String> transfers = orders.stream()
                .filter(order -> order.payment() == PaymentMethod.TRANSFER)
                .map(OrderSummary::code)
                .toList();
        if (transfers.isEmpty()) {
            return orders;
        }
        Map<String, PaymentView> payments = this.payments.of(transfers);
        return orders.stream()
                .map(order -> {
                    PaymentView payment = payments.get(order.code());
                    return payment == null ? order : order.billed(payment.amount());
                })
                .toList();
    }

    private static OrderView view(ResultSet row, PaymentView payment) throws SQLException {
        return new OrderView(
                new OrderId(row.getObject("id", UUID.class)),
                row.getString("code"),
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("group_name"),
                row.getString("group_slug"),
                row.getString("area_code"),
                OrderRows.status(row.getString("status")),
                payment,
                row.getBoolean("is_paid_late"),
                JSON.readValue(row.getString("lines"), LINES),
                new Money(row.getLong("goods_total")),
                new Money(row.getLong("delivery_fee")),
                payment.amount(),
                Delivery.ofKey(row.getString("delivery_method")).orElseThrow(),
                row.getString("courier_key"),
                row.getString("tracking_number"),
                row.getObject("promised_week", LocalDate.class),
                Objects.requireNonNull(OrderRows.instant(row, "placed_at")),
                OrderRows.instant(row, "expires_at"),
                OrderRows.instant(row, "paid_at"),
                OrderRows.instant(row, "ended_at"),
                new Buyer(
                        row.getString("name"),
                        row.getString("phone"),
                        row.getString("address"),
                        row.getString("note"),
                        row.getString("institution")),
                row.getString("to_area"),
                row.getBoolean("is_recorded"),
                JSON.readValue(row.getString("changes"), CHANGES),
                row.getInt("version"));
    }

    private static OrderSummary summary(ResultSet row) throws SQLException {
        return new OrderSummary(
                new OrderId(row.getObject("id", UUID.class)),
                row.getString("code"),
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("group_name"),
                row.getString("area_code"),
                OrderRows.status(row.getString("status")),
                PaymentMethod.ofKey(row.getString("payment_method")).orElseThrow(),
                PaymentStatus.ofKey(row.getString("payment_status")).orElseThrow(),
                row.getBoolean("is_paid_late"),
                Delivery.ofKey(row.getString("delivery_method")).orElseThrow(),
                new Money(row.getLong("total")),
                new Money(row.getLong("refunded_part")),
                row.getString("name"),
                row.getString("phone"),
                row.getString("goods"),
                Objects.requireNonNull(OrderRows.instant(row, "placed_at")),
                OrderRows.instant(row, "expires_at"),
                row.getString("tracking_number"),
                row.getInt("version"));
    }

    /// The digits of a typed part of a phone number without leading zeros, so that `0812-3456` matches
    /// +628123456…; null if the text cannot be part of a number.
    private static @Nullable String digits(@Nullable String text) {
        if (text == null || !text.matches("[0-9 +().-]{3,}")) {
            return null;
        }
        String digits = text.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        return digits.length() < 3 ? null : digits;
    }

    private static @Nullable String like(@Nullable String text) {
        return text == null ? null : "%" + text.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
    }
}
