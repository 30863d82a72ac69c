package id.cemara.market.sample;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import id.cemara.platform.start.SampleData.Plan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SampleProductsTests {

    private static Connection sample;

    @BeforeAll
    static void load() throws SQLException {
        sample = TestDatabases.owner(Content.SAMPLE);
    }

    @AfterAll
    static void close() throws SQLException {
        sample.close();
    }

    @Test
    void every_group_of_the_registry_is_a_seller_with_the_same_facts() throws SQLException {
        assertThat(rows("""
                select g.number
                  from registry.business_groups g
                  left join market.sellers s
                    on s.group_id = g.id and s.number = g.number and s.slug = g.slug and s.name = g.name
                   and s.area_code = g.area_code and s.place = g.place
                   and s.is_open = (g.approval = 'verified' and g.deactivated_on is null)
                 where s.group_id is null
                """)).isEmpty();
        assertThat(number("select count(*) from market.sellers where is_open")).isEqualTo(860);
        assertThat(rows("""
                select s.number
                  from market.sellers s
                  join permit.permits p on p.group_id = s.group_id and p.kind = 'halal'
                   and p.replaced_by is null and p.withdrawn_on is null
                 where s.halal is distinct from p.number
                """)).isEmpty();
    }

    @Test
    void all_but_two_groups_that_sell_can_be_paid_and_the_market_knows_who() throws SQLException {
        assertThat(number("select count(distinct group_id) from market.listings where not takes_orders"))
                .isEqualTo(2);
        assertThat(rows("""
                select s.number
                  from market.sellers s
                 where s.is_paid_ahead <> exists (select from payment.destinations d
                                                   where d.group_id = s.group_id and d.state = 'verified')
                """)).isEmpty();
    }

    @Test
    void each_product_of_the_file_is_offered_in_its_kabupaten_at_its_price() throws SQLException {
        for (Recipe recipe : Recipe.all()) {
            assertThat(rows("select state from market.products where name = '" + recipe.name()
                            + "' and area_code like '" + recipe.regency() + "%' and price = " + recipe.price()))
                    .as(recipe.name())
                    .isNotEmpty();
        }
        assertThat(new TreeSet<>(Recipe.all().stream().map(Recipe::name).toList()))
                .hasSize(60);
    }

    @Test
    void there_is_something_of_every_category_and_in_every_kabupaten() throws SQLException {
        assertThat(number("select count(*) from market.products where state = 'published'"))
                .isBetween(400L, 600L);
        assertThat(number("select count(distinct group_id) from market.products where state = 'published'"))
                .isGreaterThan(200);
        assertThat(number("select count(*) from market.products where state = 'draft'"))
                .isPositive();
        assertThat(number("select count(*) from market.products where state = 'resting'"))
                .isPositive();
        assertThat(rows("""
                select c.key from market.categories c
                 where not exists (select from market.products p where p.category_key = c.key and p.state = 'published')
                """)).isEmpty();
        assertThat(number("select count(distinct left(area_code, 5)) from market.products where state = 'published'"))
                .isEqualTo(10);
        assertThat(number("select count(*) from market.stock where on_hand = 0"))
                .isPositive();
        assertThat(number("select count(*) from market.stock where on_hand between 1 and 3"))
                .isPositive();
        assertThat(number("select count(*) from market.stock_mismatches()")).isZero();
        assertThat(number("select count(*) from market.price_steps")).isPositive();
        assertThat(number("select count(*) from market.batches where expires_on < date '2026-11-24'"))
                .isPositive();
    }

    @Test
    void food_is_shown_only_with_a_halal_number_and_never_said_to_be_not_halal() throws SQLException {
        assertThat(rows("""
                select p.slug
                  from market.products p
                  join market.categories c on c.key = p.category_key
                  join market.sellers s on s.group_id = p.group_id
                 where p.state = 'published' and c.is_food and c.key <> 'fresh'
                   and (p.halal <> 'certified' or s.halal is null)
                """)).isEmpty();
        assertThat(rows("select slug from market.products where halal = 'not-halal'"))
                .isEmpty();
        assertThat(rows("""
                select p.slug from market.products p
                 where p.state = 'published' and p.kind = 'ready'
                   and not exists (select from market.stock s where s.product_id = p.id)
                """)).isEmpty();
    }

    @Test
    void batches_hold_what_is_on_the_shelf() throws SQLException {
        assertThat(rows("""
                select p.slug
                  from market.products p
                  join market.stock s on s.product_id = p.id
                  join market.batches b on b.product_id = p.id
                 group by p.slug, s.on_hand
                having sum(b.quantity) <> s.on_hand
                """)).isEmpty();
    }

    @Test
    void Cemara_Indah_sells_four_things_from_the_shelf_one_by_one_for_cash_and_to_fetch() throws SQLException {
        assertThat(rows("""
                select p.name
                  from market.products p
                  join market.sellers s on s.group_id = p.group_id and s.number = '17.71-0004'
                  join market.shops h on h.group_id = p.group_id and h.takes_cod and h.offers_pickup
                  join market.stock k on k.product_id = p.id and k.on_hand >= 40 and k.reserved = 0
                 where p.state = 'published' and p.kind = 'ready' and p.min_quantity = 1 and p.max_quantity is null
                 order by p.name
                """))
                .containsExactly(
                        "Keripik beledang pedas 200 g",
                        "Keripik pisang manis 200 g",
                        "Keripik singkong balado 250 g",
                        "Keripik talas original 200 g");
    }

    @Test
    void the_groups_that_the_report_names_sell() throws SQLException {
        assertThat(rows("""
                select distinct s.slug
                  from market.sellers s
                  join market.products p on p.group_id = s.group_id and p.state = 'published'
                 where s.slug in ('cemara-indah', 'ibu-sri', 'zafil', 'wanita-mandiri')
                """)).hasSize(4);
    }

    @Test
    void the_same_seed_and_day_make_the_same_products() throws SQLException {
        assertThat(loadedAnew()).isEqualTo(loadedAnew());
    }

    private static List<String> loadedAnew() throws SQLException {
        try (Connection other = TestDatabases.owner(Content.SAMPLE)) {
            try (Statement statement = other.createStatement()) {
                statement.execute("truncate market.sellers, market.shops, market.products cascade");
            }
            new SampleProducts().load(other, new Plan(17, LocalDate.parse(TestDatabases.TODAY), "secret"));
            return rows(other, """
                    select md5(string_agg(p::text, '|' order by p.id)) from market.products p
                     union all
                    select md5(string_agg(s::text, '|' order by s.product_id)) from market.stock s
                     union all
                    select md5(string_agg(b::text, '|' order by b.id)) from market.batches b
                     union all
                    select md5(string_agg(h::text, '|' order by h.group_id)) from market.shops h
                    """);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        return rows(sample, sql);
    }

    private static List<String> rows(Connection owner, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private static long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).getFirst());
    }
}
