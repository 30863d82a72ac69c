package id.cemara.market.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Cemara;
import id.cemara.CemaraTest;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.market.buying.Shopper;
import id.cemara.platform.DatabaseAccess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// Cached pages are never older than the last commit, on any node, and contain nothing of a session.
@CemaraTest
class FreshPagesTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @Test
    void a_price_a_shelf_and_a_rest_show_in_the_next_answer_of_both_nodes() throws SQLException {
        try (ConfigurableApplicationContext other = secondNode();
                var products = new Products(database)) {
            List<Web> nodes = List.of(web, Web.of(other.getEnvironment()));
            String slug = products.add("cemara-indah", "uji-segar", "Abon uji segar", "fish", 15000, 30);
            try {
                for (String page : List.of("/pasar/" + slug, "/pasar?q=uji+segar", "/pasar?group=cemara-indah")) {
                    assertThat(both(nodes, page)).allMatch(text -> text.contains("Rp15.000"));
                    products.change("update market.products set price = 16000 where slug = ?", slug);
                    assertThat(both(nodes, page))
                            .allMatch(text -> text.contains("Rp16.000") && !text.contains("Rp15.000"));
                    products.change("update market.products set price = 15000 where slug = ?", slug);
                }
                String page = "/pasar/" + slug;
                shelf(products, slug, 5);
                assertThat(both(nodes, page)).allMatch(text -> text.contains("Tinggal 5."));
                assertThat(both(nodes, "/pasar?q=uji+segar")).allMatch(text -> text.contains("Tinggal sedikit"));
                shelf(products, slug, 4);
                assertThat(both(nodes, page)).allMatch(text -> text.contains("Tinggal 4."));
                products.change("""
                        insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)
                        select id, group_id, area_code, 10, 12345 from market.products where slug = ?
                        """, slug);
                assertThat(both(nodes, page)).allMatch(text -> text.contains("Rp12.345"));
                products.change("update market.products set state = 'resting' where slug = ?", slug);
                assertThat(both(nodes, page)).allMatch(text -> text.contains("sedang tidak menjual"));
                assertThat(both(nodes, "/pasar?q=uji+segar")).noneMatch(text -> text.contains(page));
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void an_order_of_what_is_plenty_leaves_kept_answers_alone() throws SQLException {
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-banyak", "Abon uji banyak", "fish", 15000, 40);
            try {
                String versions =
                        "select count(*) || ':' || max(transaction) from platform.data_changes where topic = 'market'";
                String before = products.one(versions);
                shelf(products, slug, 39);
                assertThat(products.one(versions)).isEqualTo(before);
                shelf(products, slug, 9);
                assertThat(products.one(versions)).isNotEqualTo(before);
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void a_kept_page_is_the_same_page_compressed_or_not_and_known_again_by_its_tag() throws IOException {
        for (String path : List.of("/pasar?category=snacks", "/kelompok?area=17.07")) {
            Web.Answer first = web.get(path);
            Web.Answer kept = web.get(path);
            assertThat(kept.text()).isEqualTo(first.text());
            for (String header : List.of(
                    "ETag", "Cache-Control", "Content-Type", "Content-Security-Policy", "X-Content-Type-Options")) {
                assertThat(kept.header(header))
                        .as(header)
                        .isEqualTo(first.header(header))
                        .isNotEmpty();
            }
            Web.Answer compressed = web.get(path, "Accept-Encoding", "gzip");
            assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(compressed.headers("Vary")).anyMatch(vary -> vary.equalsIgnoreCase("accept-encoding"));
            assertThat(new String(
                            new GZIPInputStream(new ByteArrayInputStream(compressed.bytes())).readAllBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(first.text());
            for (String known : List.of(kept.header("ETag"), "\"other\", " + kept.header("ETag"), "*")) {
                assertThat(web.get(path, "If-None-Match", known).status())
                        .as(known)
                        .isEqualTo(304);
            }
        }
    }

    @Test
    void a_session_and_another_language_get_pages_of_their_own() {
        String path = "/pasar?category=coffee";
        assertThat(web.get(path).text()).contains("Masuk").doesNotContain("Ruang kerja");
        String[] session = web.session("lebong");
        Web.Answer own = web.get(path, "Cookie", session[1]);
        assertThat(own.text()).contains("href=\"/kerja\"");
        assertThat(own.header("Cache-Control")).contains("no-store");
        assertThat(web.get(path).text()).doesNotContain("href=\"/kerja\"");
        assertThat(web.get(path, "Cookie", "bahasa=en-GB").text()).contains("lang=\"en\"");
        assertThat(web.get(path).text()).contains("lang=\"id\"");
    }

    @Test
    void who_has_something_in_the_cart_sees_it_counted_on_a_page_that_is_kept() throws SQLException {
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-terhitung", "Abon uji terhitung", "fish", 15000, 30);
            try {
                String path = "/pasar/" + slug;
                assertThat(web.get(path).text()).doesNotContain("header-count");
                var shopper = new Shopper(web);
                shopper.add(slug, 1);
                assertThat(shopper.get(path).text()).contains("header-count");
                assertThat(web.get(path).text()).doesNotContain("header-count");
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void a_week_that_is_booked_out_shows_in_the_next_answer() throws SQLException {
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-pekan", "Abon uji pekan", "fish", 15000, 1);
            String weeks = "delete from market.week_capacity where product_id ="
                    + " (select id from market.products where slug = ?)";
            try {
                products.change(
                        "delete from market.stock where product_id ="
                                + " (select id from market.products where slug = ?)",
                        slug);
                products.change("""
                        update market.products set kind = 'made-to-order', week_capacity = 1, lead_days = 0 where slug = ?
                        """, slug);
                String path = "/pasar/" + slug;
                String free = web.get(path).text();
                products.change("""
                        insert into market.week_capacity (product_id, week, group_id, area_code, capacity, reserved)
                        select id, date_trunc('week', date '%s')::date + 7 * n, group_id, area_code, 1, 1
                          from market.products, generate_series(0, 20) n
                         where slug = ?
                        """.formatted(TestDatabases.TODAY), slug);
                assertThat(web.get(path).text()).isNotEqualTo(free).contains("Sedang habis");
            } finally {
                products.change(weeks, slug);
                products.remove(slug);
            }
        }
    }

    private static List<String> both(List<Web> nodes, String path) {
        List<String> texts = new ArrayList<>();
        for (Web node : nodes) {
            texts.add(node.get(path).text());
        }
        return texts;
    }

    private static void shelf(Products products, String slug, int onHand) throws SQLException {
        products.change(
                "update market.stock set on_hand = ? where product_id = (select id from market.products where slug = ?)",
                onHand,
                slug);
    }

    /// A second application context on the same database, as a second node.
    private ConfigurableApplicationContext secondNode() {
        List<String> arguments = new ArrayList<>();
        TestDatabases.properties(database).forEach(property -> arguments.add("--" + property));
        arguments.add("--server.port=0");
        arguments.add("--spring.flyway.enabled=false");
        var application = new SpringApplication(Cemara.class);
        application.setLogStartupInfo(false);
        return application.run(arguments.toArray(String[]::new));
    }
}
