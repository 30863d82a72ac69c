package id.cemara.market.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Sales in statistics: counted when an order is paid, removed when it is refunded, with the same total in
/// every breakdown. Uses Kepahiang in 2019, for which the sample has no sales.
@WritingTest
class SalesMeasuresTests {

    private static final String YEAR = "?area=17.08&asOf=2019-12-31";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @AfterEach
    void nothing_stays() throws SQLException {
        run("delete from market.sales where paid_on < '2020-01-01'");
        for (String part : new String[] {"order_changes", "reservations", "order_lines"}) {
            run("delete from market." + part + " where order_id in (select id from market.orders where placed_at <"
                    + " '2020-01-01')");
        }
        run("delete from market.orders where placed_at < '2020-01-01'");
    }

    @Test
    void an_order_counts_the_moment_it_is_paid_and_no_longer_when_that_is_taken_back() throws SQLException {
        UUID order = order(75_000, 10_000, null, 1);
        assertThat(total("sales")).isZero();
        run("update market.orders set paid_at = '2019-03-04 05:00+00', payment_status = 'confirmed'" + " where id = '"
                + order + "'");
        assertThat(total("sales")).isEqualTo(75_000);
        assertThat(total("orders")).isEqualTo(1);
        assertThat(total("groups-that-sold")).isEqualTo(1);
        run("update market.orders set paid_at = null, payment_status = 'none' where id = '" + order + "'");
        assertThat(total("sales")).isZero();
    }

    @Test
    void money_given_back_counts_until_the_day_it_went_back() throws SQLException {
        UUID order = order(40_000, 0, "2019-03-04 05:00+00", 1);
        run("update market.orders set payment_status = 'refunded' where id = '" + order + "'");
        run("insert into market.order_changes (order_id, group_id, area_code, changed_at, step, to_status, by_whom)"
                + " select id, group_id, area_code, '2019-04-10 20:00+00', 'refund', status, 'group'"
                + " from market.orders where id = '" + order + "'");
        assertThat(figure("sales", "?area=17.08&asOf=2019-04-10")).isEqualTo(40_000);
        assertThat(figure("sales", "?area=17.08&asOf=2019-04-11")).isZero(); // 20:00 UTC: next day there
    }

    @Test
    void a_payment_after_the_order_expired_is_no_sale() throws SQLException {
        UUID order = order(40_000, 0, null, 1);
        run("update market.reservations set state = 'released' where order_id = '" + order + "';"
                + "update market.orders set status = 'expired', is_paid_late = true, paid_at = '2019-03-04 05:00+00',"
                + " payment_status = 'confirmed' where id = '" + order + "'");
        assertThat(total("sales")).isZero();
        run("update market.reservations set state = 'used' where order_id = '" + order + "';"
                + "update market.orders set status = 'delivered', is_paid_late = false where id = '" + order + "'");
        assertThat(total("sales")).isEqualTo(40_000);
    }

    @Test
    void a_paid_order_that_is_cancelled_is_no_sale_from_that_day_on() throws SQLException {
        UUID order = order(40_000, 0, "2019-03-04 05:00+00", 1);
        run("update market.reservations set state = 'released' where order_id = '" + order + "';"
                + "update market.orders set status = 'cancelled', ended_at = '2019-03-10 05:00+00' where id = '" + order
                + "'");
        assertThat(figure("sales", "?area=17.08&asOf=2019-03-09")).isEqualTo(40_000);
        assertThat(figure("sales", "?area=17.08&asOf=2019-03-10")).isZero();
        run("update market.orders set payment_status = 'refunded' where id = '" + order + "'");
        run("insert into market.order_changes (order_id, group_id, area_code, changed_at, step, to_status, by_whom)"
                + " select id, group_id, area_code, '2019-04-10 20:00+00', 'refund', status, 'group'"
                + " from market.orders where id = '" + order + "'");
        assertThat(figure("sales", "?area=17.08&asOf=2019-03-09")).isEqualTo(40_000);
        assertThat(figure("sales", "?area=17.08&asOf=2019-03-10")).isZero();
        run("update market.reservations set state = 'held' where order_id = '" + order + "';"
                + "update market.orders set status = 'confirmed', ended_at = null, payment_status = 'confirmed'"
                + " where id = '" + order + "'");
        assertThat(total("sales")).isEqualTo(40_000);
    }

    @Test
    void weeks_months_areas_and_sectors_add_up_to_the_total() throws SQLException {
        order(10_000, 0, "2018-12-31 16:59+00", 1); // a minute before the year begins in Bengkulu
        order(20_000, 0, "2018-12-31 17:00+00", 2); // in week 1 of 2019, on its Tuesday
        order(30_000, 5_000, "2019-03-04 05:00+00", 3);
        order(40_000, 0, "2019-03-31 17:30+00", 4); // already April in Bengkulu
        order(50_000, 0, "2019-12-31 05:00+00", 5); // in week 1 of 2020
        assertThat(total("sales")).isEqualTo(140_000);
        for (String by : new String[] {"area", "sector", "week", "month"}) {
            JsonNode answer = answer("sales", YEAR + "&by=" + by);
            assertThat(sum(answer)).as(by).isEqualTo(140_000);
            assertThat(answer.get("warnings").size()).as(by).isZero();
        }
        JsonNode months = answer("sales", YEAR + "&by=month").get("rows");
        assertThat(months.size()).isEqualTo(12);
        assertThat(months.get(3).get("key").asString()).isEqualTo("2019-04");
        assertThat(months.get(3).get("label").asString()).isEqualTo("April 2019");
        assertThat(months.get(3).get("value").asLong()).isEqualTo(40_000);
        JsonNode weeks = answer("sales", YEAR + "&by=week").get("rows");
        assertThat(weeks.get(0).get("key").asString()).isEqualTo("2019-W01");
        assertThat(weeks.get(52).get("key").asString()).isEqualTo("2020-W01");
        assertThat(weeks.get(52).get("label").asString()).isEqualTo("30 Desember 2019 sampai 5 Januari 2020");
        assertThat(figure("sales", "?area=17.08&asOf=2019-12-31&from=2018-12-01"))
                .isEqualTo(150_000);
        JsonNode crossed = answer("orders", YEAR + "&by=area,month");
        assertThat(sum(crossed)).isEqualTo(4);
        assertThat(answer("groups-that-sold", YEAR + "&by=month")
                        .get("warnings")
                        .get(0)
                        .get("difference")
                        .asLong())
                .isEqualTo(3);
    }

    @Test
    void buyers_are_counted_once_and_fewer_than_five_are_not_told() throws SQLException {
        for (int buyer = 1; buyer <= 4; buyer++) {
            order(10_000, 0, "2019-03-04 05:00+00", buyer);
        }
        assertThat(answer("buyers", YEAR).get("total").isNull()).isTrue();
        order(10_000, 0, "2019-03-05 05:00+00", 4);
        assertThat(answer("buyers", YEAR).get("total").isNull()).isTrue();
        order(10_000, 0, "2019-04-05 05:00+00", 5);
        JsonNode answer = answer("buyers", YEAR + "&by=month");
        assertThat(answer.get("total").asLong()).isEqualTo(5);
        assertThat(answer.get("rows").get(2).get("value").isNull()).isTrue();
        assertThat(answer.get("rows").get(0).get("value").asLong()).isZero();
    }

    @Test
    void a_period_is_only_for_what_happens_over_time() {
        Web web = Web.of(environment);
        assertThat(web.get("/api/v1/statistics/groups?from=2019-01-01").status())
                .isEqualTo(400);
        assertThat(web.get("/api/v1/statistics/groups?by=week").status()).isEqualTo(400);
        assertThat(web.get("/api/v1/statistics/sales?by=week,month").status()).isEqualTo(400);
        assertThat(web.get("/api/v1/statistics/sales?from=2027-01-01").status()).isEqualTo(400);
        assertThat(web.get("/api/v1/statistics/sales?from=2001-01-01").status()).isEqualTo(400);
        String csv = web.get("/api/v1/statistics/sales?by=month&asOf=2019-02-01", "Accept", "text/csv")
                .text();
        assertThat(csv.lines())
                .containsExactly(
                        "month,month_label,sales,as_of,from",
                        "2019-01,Januari 2019,0,2019-02-01,2019-01-01",
                        "2019-02,Februari 2019,0,2019-02-01,2019-01-01");
    }

    @Test
    void the_application_reads_no_buyer() throws SQLException {
        try (Connection app = TestDatabases.asApp(database);
                var statement = app.createStatement()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> statement.executeQuery("select buyer_hash from market.sales"))
                    .hasMessageContaining("permission denied");
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> statement.executeUpdate("update market.sales set amount = 1"))
                    .hasMessageContaining("permission denied");
        }
    }

    private UUID order(long goods, long fee, @Nullable String paidAt, int buyer) throws SQLException {
        UUID id = UUID.randomUUID();
        byte[] hash = new byte[32];
        hash[0] = (byte) buyer;
        try (Connection owner = TestDatabases.asOwner(database)) {
            owner.setAutoCommit(false);
            try (PreparedStatement insert = owner.prepareStatement("""
                    insert into market.orders (id, code, group_id, area_code, checkout_id, buyer_hash, status,
                           payment_method, payment_status, delivery_method, goods_total, delivery_fee, total,
                           placed_at, paid_at)
                    select ?, translate(upper(substr(md5(?), 1, 8)), 'ILOU', 'XYZW'), g.id, g.area_code, ?, ?,
                           'delivered', 'cod', case when ?::timestamptz is null then 'none' else 'confirmed' end,
                           'own', ?, ?, ?, '2019-01-01 00:00+00', ?::timestamptz
                      from registry.business_groups g
                     where g.area_code like '17.08.%' and g.approval = 'verified'
                     order by g.number limit 1
                    """)) {
                insert.setObject(1, id);
                insert.setString(2, id.toString());
                insert.setObject(3, id);
                insert.setBytes(4, hash);
                insert.setString(5, paidAt);
                insert.setLong(6, goods);
                insert.setLong(7, fee);
                insert.setLong(8, goods + fee);
                insert.setString(9, paidAt);
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
            try (var statement = owner.createStatement()) {
                statement.execute("""
                        insert into payment.payments (id, reference, group_id, area_code, method, status, due, amount,
                               holds_amount, opened_at, confirmed_at, confirmed_by)
                        select gen_random_uuid(), o.code, o.group_id, o.area_code, o.payment_method, o.payment_status,
                               o.total, o.total, false, o.placed_at, o.paid_at,
                               case when o.paid_at is not null then 'group' end
                          from market.orders o
                         where o.id = '%s'
                        """.formatted(id));
                statement.execute("""
                        insert into market.order_lines (order_id, position, product_id, group_id, area_code, slug, name,
                               unit, quantity, unit_price, line_total)
                        select o.id, 1, p.id, o.group_id, o.area_code, p.slug, p.name, p.unit, 1, o.goods_total,
                               o.goods_total
                          from market.orders o, (select * from market.products order by slug limit 1) p
                         where o.id = '%1$s';
                        insert into market.reservations (order_id, product_id, group_id, area_code, quantity, state)
                        select order_id, product_id, group_id, area_code, 1, 'used'
                          from market.order_lines where order_id = '%1$s'
                        """.formatted(id));
            }
            owner.commit();
        }
        return id;
    }

    private void run(String sql) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private long total(String measure) {
        return figure(measure, YEAR);
    }

    private long figure(String measure, String query) {
        return answer(measure, query).get("total").asLong();
    }

    private JsonNode answer(String measure, String query) {
        Web.Answer answer = Web.of(environment).get("/api/v1/statistics/" + measure + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static long sum(JsonNode answer) {
        long sum = 0;
        for (JsonNode row : answer.get("rows")) {
            sum += row.get("value").asLong();
        }
        return sum;
    }
}
