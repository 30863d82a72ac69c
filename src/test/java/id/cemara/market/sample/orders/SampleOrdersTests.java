package id.cemara.market.sample.orders;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.market.OrderStatus;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The sample's orders hold together, and tell of the year 2020.
@CemaraTest
class SampleOrdersTests {

    @Autowired
    private DatabaseAccess database;

    private Connection owner;

    @BeforeEach
    void open() throws SQLException {
        owner = TestDatabases.asOwner(database);
    }

    @AfterEach
    void close() throws SQLException {
        owner.close();
    }

    @Test
    void there_are_about_three_thousand() throws SQLException {
        assertThat(Rows.number(owner, "select count(*) from market.orders")).isBetween(2_400L, 3_600L);
    }

    @Test
    void what_is_promised_is_what_open_orders_hold() throws SQLException {
        assertThat(Rows.number(owner, "select count(*) from market.stock_mismatches()"))
                .isZero();
        assertThat(Rows.number(owner, "select sum(reserved) from market.stock")).isPositive();
        assertThat(Rows.number(owner, "select count(*) from market.week_capacity where reserved > 0"))
                .isPositive();
    }

    @Test
    void every_order_holds_what_its_state_says() throws SQLException {
        // The deferred triggers look again at whatever is written, even when nothing changes.
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            assertThat(statement.executeUpdate("update market.orders set status = status"))
                    .isPositive();
            statement.execute("set constraints all immediate");
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    @Test
    void every_state_is_there_and_one_was_paid_too_late() throws SQLException {
        Map<String, Long> states = counts("select status, count(*) from market.orders group by 1");
        assertThat(states.keySet())
                .containsAll(Arrays.stream(OrderStatus.values())
                        .map(OrderStatus::key)
                        .toList());
        assertThat(Rows.number(
                        owner,
                        "select count(*) from market.orders where is_paid_late and payment_status = 'confirmed'"))
                .isPositive();
        assertThat(counts("select payment_method, count(*) from market.orders group by 1")
                        .keySet())
                .contains("qris", "transfer", "cod", "invoice");
        assertThat(counts("select delivery_method, count(*) from market.orders group by 1")
                        .keySet())
                .contains("pickup", "own", "courier");
        assertThat(Rows.number(owner, "select count(*) from market.orders where token_hash is null"))
                .isPositive();
    }

    @Test
    void sales_fell_in_april_2020_and_some_sold_more_than_before() throws SQLException {
        Map<String, Long> months = counts("""
                select to_char(paid_on, 'YYYY-MM'), sum(amount) from market.sales where paid_on < '2020-07-01' group by 1
                """);
        long before = (months.getOrDefault("2020-01", 0L) + months.getOrDefault("2020-02", 0L)) / 2;
        assertThat(months.getOrDefault("2020-04", 0L)).as("%s", months).isLessThan(before * 2 / 3);
        assertThat(months.getOrDefault("2020-05", 0L)).isLessThan(before);
        assertThat(Rows.number(owner, """
                select count(*)
                  from (select group_id,
                               sum(amount) filter (where paid_on < '2020-03-16') / 10 as before,
                               sum(amount) filter (where paid_on between '2020-04-24' and '2020-05-24') / 4 as feast
                          from market.sales group by 1) g
                 where feast > before
                """))
                .as("groups with more a week before Lebaran")
                .isPositive();
        assertThat(Rows.number(owner, """
                select count(distinct s.group_id) from market.sales s
                 where s.paid_on < '2020-04-01'
                   and not exists (select 1 from market.sales l
                                    where l.group_id = s.group_id and l.paid_on between '2020-04-01' and '2020-06-30')
                """))
                .as("groups that sold nothing any more")
                .isPositive();
    }

    @Test
    void a_group_that_was_closed_took_no_order() throws SQLException {
        assertThat(Rows.number(owner, """
                select count(*)
                  from market.orders o
                  join registry.group_statuses s
                    on s.group_id = o.group_id and s.status = 'temporarily-closed'
                   and (o.placed_at at time zone 'Asia/Jakarta')::date >= s.valid_from
                   and (o.placed_at at time zone 'Asia/Jakarta')::date < coalesce(s.valid_to, '2020-07-01')
                 where o.placed_at < '2020-07-01'
                """)).isZero();
    }

    @Test
    void payments_and_orders_say_the_same() throws SQLException {
        assertThat(Rows.number(owner, """
                select count(*)
                  from market.orders o
                  left join payment.payments p on p.reference = o.code
                 where p.id is null or p.status <> o.payment_status or p.due <> o.total or p.method <> o.payment_method
                    or p.group_id <> o.group_id or p.confirmed_at is distinct from o.paid_at
                """)).isZero();
        assertThat(Rows.number(owner, """
                select count(*) from market.orders o
                 where (select count(*) from market.order_changes c where c.order_id = o.id) <> o.version + 1
                    or (select c.to_status from market.order_changes c where c.order_id = o.id
                         order by c.id desc limit 1) <> o.status
                """)).isZero();
        assertThat(Rows.number(owner, "select count(*) from market.orders where total = 0"))
                .isZero();
    }

    @Test
    void nothing_of_cemara_indah_is_promised_and_it_sold_lately() throws SQLException {
        assertThat(Rows.number(owner, """
                select count(*) from market.stock s
                  join market.sellers g using (group_id) where g.number = '17.71-0004' and s.reserved > 0
                """)).isZero();
        assertThat(Rows.number(owner, """
                select count(*) from market.sales s
                  join market.sellers g using (group_id) where g.number = '17.71-0004' and s.paid_on > '2026-10-01'
                """)).isPositive();
    }

    @Test
    void nobody_in_it_can_be_called() throws SQLException {
        assertThat(Rows.number(owner, "select count(*) from market.order_buyers where phone !~ '^\\+62860'"))
                .isZero();
    }

    private Map<String, Long> counts(String sql) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return counts;
    }
}
