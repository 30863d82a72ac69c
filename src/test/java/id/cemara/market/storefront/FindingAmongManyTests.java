package id.cemara.market.storefront;

import static id.cemara.TestDatabases.asOwner;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// A search with more results than are ranked still ranks products with exactly that name first.
@WritingTest
class FindingAmongManyTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void more_than_a_search_ranks() throws SQLException {
        web = Web.of(environment);
        try (var owner = asOwner(database)) {
            AProduct.aProduct("wajikuji-pertama")
                    .of("uji-cari-banyak")
                    .resting()
                    .insert(owner);
        }
        try (var products = new Products(database)) {
            products.change(many("'Keranjang besar ' || n", "'wajikuji manis'", "'crafts'", 1100));
            products.change(many("'Wajikuji manis ' || n", "''", "'sweets'", 1100));
            products.change(many("'Wajikuji Manis'", "''", "'sweets'", 1));
            products.change(many("'Topi wajikuji manis'", "''", "'plants'", 1));
        }
    }

    @AfterEach
    void none_of_it() throws SQLException {
        try (var products = new Products(database)) {
            String own = "group_id = (select id from registry.business_groups where slug = 'uji-cari-banyak')";
            products.change("delete from market.listings where " + own);
            products.change("delete from market.stock where " + own);
            products.change("delete from market.products where " + own);
            products.change("delete from market.search_words where word = 'wajikuji'");
        }
    }

    @Test
    void what_is_called_so_comes_first_and_what_only_mentions_it_last() {
        List<String> names = new ArrayList<>();
        web.get("/api/v1/products?size=100&q=wajikuji+manis")
                .json()
                .get("items")
                .forEach(product -> names.add(product.get("name").asString()));
        assertThat(names).startsWith("Wajikuji Manis").allMatch(name -> name.contains("ajikuji"));
    }

    @Test
    void a_choice_does_not_vanish_because_none_of_those_ranked_has_it() {
        String page = web.get("/pasar?q=wajikuji+manis").text();
        assertThat(page).contains("name=\"category\" value=\"plants\"", "name=\"category\" value=\"crafts\"");
        assertThat(web.get("/api/v1/products?category=plants&q=wajikuji+manis")
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    private static String many(String name, String description, String category, int count) {
        return """
                insert into market.products (id, group_id, area_code, slug, name, description, category_key, unit, price,
                                             kind, week_capacity, state, published_at, created_at)
                select gen_random_uuid(), g.id, g.area_code, 'wajikuji-' || gen_random_uuid(), %s, %s, %s, 'buah', 1000,
                       'made-to-order', 1, 'published', '2026-11-20T08:00Z', '2026-11-20T08:00Z'
                  from registry.business_groups g, generate_series(1, %d) as n
                 where g.slug = 'uji-cari-banyak'
                """.formatted(name, description, category, count);
    }
}
