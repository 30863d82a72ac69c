package id.cemara.market.desk;

import id.cemara.exchange.Table;
import id.cemara.market.Moments;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.registry.GroupInScope;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Texts;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// A group's sales by week, and its orders of a month to download. Sales are defined as in the statistics:
/// goods of paid orders without delivery fees, less refunds.
@Service
public class GroupSales {

    private static final int WEEKS = 8;
    private static final int MONTHS = 12;

    private final JdbcClient db;
    private final Payments payments;
    private final Clock clock;

    GroupSales(JdbcClient db, Payments payments, Clock clock) {
        this.db = db;
        this.payments = payments;
        this.clock = clock;
    }

    public record Week(LocalDate monday, long amount, long orders) {

        public LocalDate sunday() {
            return monday.plusDays(6);
        }
    }

    /// A group's sales of the last weeks, oldest first; the last one is the current week.
    ///
    /// @param openAmount rupiah for goods of orders that have not ended and are not paid
    /// @param months whose orders can be downloaded, newest first
    public record View(List<Week> weeks, long openAmount, List<YearMonth> months) {

        public View {
            weeks = List.copyOf(weeks);
            months = List.copyOf(months);
        }

        public Week current() {
            return weeks.getLast();
        }

        public Week last() {
            return weeks.get(weeks.size() - 2);
        }

        /// The highest week's sales in rupiah, to scale the bars.
        public long most() {
            return weeks.stream().mapToLong(Week::amount).max().orElse(0);
        }

        /// The height of a week's bar, if that of the highest week is this.
        public long height(Week week, int highest) {
            return week.amount() * highest / Math.max(most(), 1);
        }

        /// This week's sales less last week's, in rupiah.
        public long difference() {
            return current().amount() - last().amount();
        }
    }

    private record Sum(LocalDate monday, long amount, long orders) {}

    @Transactional(readOnly = true)
    public View of(GroupInScope group) {
        LocalDate today = Moments.day(clock.instant(), group.areaCode());
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate first = monday.minusWeeks(WEEKS - 1);
        Map<LocalDate, Sum> found = new HashMap<>();
        db.sql("""
                select date_trunc('week', s.paid_on)::date as monday,
                       sum(s.amount - coalesce((select sum(r.amount) from market.sale_refunds r
                                                 where r.order_id = s.order_id), 0))::bigint as amount,
                       count(*) as orders
                  from market.sales s
                 where group_id = :group and paid_on >= :first and refunded_on is null
                 group by 1
                """)
                .param("group", group.id().value())
                .param("first", first)
                .query(Sum.class)
                .list()
                .forEach(sum -> found.put(sum.monday(), sum));
        List<Week> weeks = new ArrayList<>();
        for (LocalDate week = first; !week.isAfter(monday); week = week.plusWeeks(1)) {
            Sum sum = found.getOrDefault(week, new Sum(week, 0, 0));
            weeks.add(new Week(week, sum.amount(), sum.orders()));
        }
        long open =
                db.sql("""
                select coalesce(sum(goods_total), 0)::bigint
                  from market.orders
                 where group_id = :group and payment_status in ('none', 'claimed')
                   and status not in ('cancelled', 'expired', 'refused')
                """).param("group", group.id().value()).query(Long.class).single();
        List<YearMonth> months = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) {
            months.add(YearMonth.from(today).minusMonths(i));
        }
        return new View(weeks, open, months);
    }

    private record Sold(
            String code,
            OffsetDateTime placedAt,
            @Nullable OffsetDateTime paidAt,
            String goods,
            String method,
            String delivery,
            String status,
            String payment,
            long goodsTotal,
            long deliveryFee,
            String name,
            String phone) {}

    /// The orders that were placed in a month, for the group's own books, by the days of its local time.
    /// Names and phone numbers of buyers are included only for the group itself.
    ///
    /// @param withBuyers whether to include buyers, if the reader is the group
    @Transactional(readOnly = true)
    public Table month(GroupInScope group, YearMonth month, boolean withBuyers, Texts texts) {
        boolean namesBuyers =
                withBuyers && CurrentActor.get().account().isPresent() && Party.of(group.id()) == Party.GROUP;
        ZoneId zone = Moments.zone(group.areaCode());
        List<Sold> found = db.sql("""
                select o.code, o.placed_at, o.paid_at,
                       (select string_agg(l.quantity || ' × ' || l.name, ', ' order by l.position)
                          from market.order_lines l where l.order_id = o.id) as goods,
                       o.payment_method as method, o.delivery_method as delivery, o.status,
                       o.payment_status as payment, o.goods_total, o.delivery_fee, b.name, b.phone
                  from market.orders o
                  join market.order_buyers b on b.order_id = o.id
                 where o.group_id = :group and o.placed_at >= :from and o.placed_at < :until
                 order by o.placed_at, o.code
                """)
                .param("group", group.id().value())
                .param("from", start(month, zone))
                .param("until", start(month.plusMonths(1), zone))
                .query(Sold.class)
                .list();
        List<String> columns = new ArrayList<>();
        for (String column : List.of(
                "code",
                "placed-on",
                "goods",
                "status",
                "method",
                "payment",
                "paid-on",
                "delivery",
                "goods-total",
                "fee",
                "digits",
                "total",
                "refunded")) {
            columns.add(texts.get("market.sale.column." + column));
        }
        if (namesBuyers) {
            columns.add(texts.get("market.sale.column.buyer"));
            columns.add(texts.get("market.sale.column.phone"));
        }
        Map<String, PaymentView> paid =
                payments.of(found.stream().map(Sold::code).toList());
        List<Table.Row> rows = new ArrayList<>();
        for (Sold sold : found) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(sold.code());
            cells.add(day(sold.placedAt(), zone));
            cells.add(sold.goods());
            cells.add(texts.get("market.order.status." + sold.status()));
            cells.add(texts.get("payment.method." + sold.method()));
            cells.add(texts.get("payment.status." + sold.payment()));
            cells.add(sold.paidAt() == null ? null : day(sold.paidAt(), zone));
            cells.add(texts.get("market.order.delivery." + sold.delivery()));
            cells.add(sold.goodsTotal());
            cells.add(sold.deliveryFee());
            PaymentView payment = Objects.requireNonNull(paid.get(sold.code()));
            cells.add(payment.amount().minus(payment.due()).rupiah());
            cells.add(payment.amount().rupiah());
            cells.add(payment.refunded().rupiah());
            if (namesBuyers) {
                cells.add(sold.name());
                cells.add(sold.phone());
            }
            rows.add(new Table.Row(cells));
        }
        return Table.of("pesanan-" + group.slug() + "-" + month, columns, rows);
    }

    private static OffsetDateTime start(YearMonth month, ZoneId zone) {
        Instant first = month.atDay(1).atStartOfDay(zone).toInstant();
        return first.atOffset(ZoneOffset.UTC);
    }

    private static LocalDate day(OffsetDateTime moment, ZoneId zone) {
        return moment.atZoneSameInstant(zone).toLocalDate();
    }
}
