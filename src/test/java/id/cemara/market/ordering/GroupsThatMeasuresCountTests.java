package id.cemara.market.ordering;

import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.AreaCode;
import id.cemara.statistics.Measure;
import id.cemara.statistics.Question;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Every measure counts the groups that the measure `groups` counts, on that day and in that area. Each
/// test group is alone in its village, has a permit since 2018, and sold something in May and July 2019. In
/// June one group was closed, one merged away, one moved; one was never verified.
@WritingTest
class GroupsThatMeasuresCountTests {

    private static final long SEED = 20261128;
    private static final String MAY = "2019-05-05";
    private static final String JUNE = "2019-06-01";
    private static final String JULY = "2019-07-01";

    @Autowired
    private List<Measure> measures;

    @Autowired
    private DatabaseAccess access;

    private Connection owner;
    private List<String> villages;

    @BeforeEach
    void groups_that_were_closed_merged_moved_and_never_verified() throws SQLException {
        owner = TestDatabases.asOwner(access);
        villages = strings("""
                select a.code from area.areas a
                 where a.code like '17.08.%' and length(a.code) = 13
                   and not exists (select from registry.business_groups g where g.area_code = a.code)
                   and left(a.code, 8) = (select left(b.code, 8) from area.areas b
                                           where b.code like '17.08.%' and length(b.code) = 13
                                             and not exists (select from registry.business_groups g
                                                              where g.area_code = b.code)
                                           group by 1 order by count(*) desc, 1 limit 1)
                 order by a.code limit 6
                """);
        assertThat(villages).hasSize(6);
        String[] slugs = {"hitung-tetap", "hitung-draf", "hitung-tutup", "hitung-gabung", "hitung-pindah"};
        for (int i = 0; i < slugs.length; i++) {
            var group = aGroup(slugs[i]).in(villages.get(i));
            UUID id = (i == 1 ? group.asDraft() : group).insert(owner);
            run("""
                    insert into permit.permits (id, group_id, area_code, kind, number, recorded_on)
                    select uuidv7(), id, area_code, 'nib', '1234567890123', '2018-06-01'
                      from registry.business_groups where id = '%s'
                    """.formatted(id));
            for (String day : List.of(MAY, JULY)) {
                run(sale(id, day));
            }
        }
        close("hitung-tutup", null);
        close("hitung-gabung", "hitung-tetap");
        UUID moved = aGroup("hitung-pindah").id();
        run("update registry.group_places set valid_to = '%s' where group_id = '%s'".formatted(JUNE, moved));
        run("insert into registry.group_places (group_id, area_code, valid_from) values ('%s', '%s', '%s')"
                .formatted(moved, villages.get(5), JUNE));
        run("update registry.business_groups set area_code = '%s' where id = '%s'".formatted(villages.get(5), moved));
    }

    @AfterEach
    void nothing_is_left_of_them() throws SQLException {
        String old = "(select id from market.orders where placed_at < '2020-01-01')";
        run("delete from market.sales where paid_on < '2020-01-01'");
        for (String part : List.of("order_changes", "reservations", "order_lines")) {
            run("delete from market." + part + " where order_id in " + old);
        }
        run("delete from market.orders where placed_at < '2020-01-01'");
        String groups = "(select id from registry.business_groups where slug like 'hitung-%')";
        run("delete from permit.held where group_id in " + groups);
        run("delete from permit.permits where group_id in " + groups);
        run("update registry.verifications set valid_to = valid_from where group_id in " + groups);
        run(
                "update registry.business_groups set deactivated_on = registered_on, slug = replace(slug, 'hitung', id::text)"
                        + " where id in " + groups);
        owner.close();
    }

    @Test
    void no_measure_counts_a_group_on_a_day_or_at_a_place_where_groups_does_not_count_it() {
        var random = new Random(SEED);
        List<LocalDate> days = new ArrayList<>(List.of(LocalDate.parse(MAY), LocalDate.parse(JULY)));
        for (int i = 0; i < 30; i++) {
            days.add(LocalDate.of(2018, 1, 1).plusDays(random.nextInt(1000)));
        }
        Measure groups = measures.stream()
                .filter(measure -> measure.key().equals("groups"))
                .findFirst()
                .orElseThrow();
        Set<String> counting = new HashSet<>();
        for (LocalDate day : days) {
            Map<String, Long> counted = byVillage(groups, day);
            for (Measure measure : measures) {
                byVillage(measure, day).forEach((village, figure) -> {
                    assertThat(counted).as("%s on %s", measure.key(), day).containsKey(village);
                    counting.add(measure.key());
                });
            }
        }
        assertThat(counting)
                .containsAll(measures.stream()
                        .map(Measure::key)
                        .filter(key -> !key.equals("buyers")) // fewer than five are not told
                        .toList());
    }

    /// The measure's figure for each village on that day alone, without zeros.
    private Map<String, Long> byVillage(Measure measure, LocalDate day) {
        AreaCode district = new AreaCode(villages.getFirst().substring(0, 8));
        var question = new Question(List.of(Question.AREA), district, day, measure.isOverTime() ? day : null);
        Map<String, Long> figures = new HashMap<>();
        for (Measure.Row row : measure.compute(question).rows()) {
            if (row.value() != null
                    && row.value().longValue() > 0
                    && villages.contains(row.keys().getFirst())) {
                figures.put(row.keys().getFirst(), row.value().longValue());
            }
        }
        return figures;
    }

    private void close(String slug, @Nullable String into) throws SQLException {
        UUID id = aGroup(slug).id();
        run("update registry.verifications set valid_to = '%s' where group_id = '%s'".formatted(JUNE, id));
        run("update registry.business_groups set deactivated_on = '%s', merged_into = %s where id = '%s'"
                .formatted(JUNE, into == null ? "null" : "'" + aGroup(into).id() + "'", id));
    }

    private static String sale(UUID group, String day) {
        UUID order = UUID.nameUUIDFromBytes((group + day).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return """
                begin;
                insert into market.orders (id, code, group_id, area_code, checkout_id, buyer_hash, status, payment_method,
                       payment_status, delivery_method, goods_total, delivery_fee, total, placed_at, paid_at)
                select '%1$s', translate(upper(substr(md5('%1$s'), 1, 8)), 'ILOU', 'XYZW'), g.id, g.area_code, '%1$s',
                       sha256('%1$s'), 'delivered', 'cod', 'confirmed', 'own', 5000, 0, 5000, '2019-01-01 00:00+00',
                       '%3$s 05:00+00'
                  from registry.business_groups g where g.id = '%2$s';
                insert into payment.payments (id, reference, group_id, area_code, method, status, due, amount,
                       holds_amount, opened_at, confirmed_at, confirmed_by)
                select gen_random_uuid(), o.code, o.group_id, o.area_code, o.payment_method, o.payment_status, o.total,
                       o.total, false, o.placed_at, o.paid_at, 'group'
                  from market.orders o where o.id = '%1$s';
                insert into market.order_lines (order_id, position, product_id, group_id, area_code, slug, name, unit,
                       quantity, unit_price, line_total)
                select o.id, 1, p.id, o.group_id, o.area_code, p.slug, p.name, p.unit, 1, o.goods_total, o.goods_total
                  from market.orders o, (select * from market.products order by slug limit 1) p
                 where o.id = '%1$s';
                insert into market.reservations (order_id, product_id, group_id, area_code, quantity, state)
                select order_id, product_id, group_id, area_code, 1, 'used'
                  from market.order_lines where order_id = '%1$s';
                commit
                """.formatted(order, group, day);
    }

    private void run(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> strings(String sql) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<String> found = new ArrayList<>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }
}
