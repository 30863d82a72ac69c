package id.cemara.market.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a product page tells people and search engines.
@CemaraTest
class ProductPagesTests {

    private static final Pattern LINKED_DATA =
            Pattern.compile("<script type=\"application/ld\\+json\">(.*?)</script>", Pattern.DOTALL);

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
    void a_product_shows_price_permits_seller_and_a_form_that_puts_it_in_the_cart() {
        String slug = ofCemaraIndah();
        String page = web.get("/pasar/" + slug).text();
        assertThat(page)
                .contains("action=\"/keranjang\"", "name=\"product\" value=\"" + slug + "\"", "name=\"quantity\"")
                .contains("href=\"/kelompok/cemara-indah\"", "Nomor halal", "Nomor P-IRT", "Kandang Mas")
                .contains("Dari Cemara Indah", "Produk yang mirip")
                .contains("<link rel=\"canonical\" href=\"" + web.address() + "/pasar/" + slug + "\">")
                .contains("property=\"og:image\" content=\"" + web.address() + "/pasar/" + slug + "/bagikan.png?v=");
    }

    @Test
    void search_engines_read_product_offer_and_seller() {
        String slug = ofCemaraIndah();
        JsonNode data = linkedData(web.get("/pasar/" + slug).text());
        JsonNode product = web.get("/api/v1/products/" + slug).json();
        assertThat(data.get("@type").asString()).isEqualTo("Product");
        assertThat(data.get("name").asString()).isEqualTo(product.get("name").asString());
        JsonNode offer = data.get("offers");
        assertThat(offer.get("price").asLong()).isEqualTo(product.get("price").asLong());
        assertThat(offer.get("priceCurrency").asString()).isEqualTo("IDR");
        assertThat(offer.get("availability").asString()).startsWith("https://schema.org/");
        assertThat(offer.get("seller").get("@type").asString()).isEqualTo("Organization");
        assertThat(offer.get("url").asString()).isEqualTo(web.address() + "/pasar/" + slug);
        JsonNode group = linkedData(web.get("/kelompok/cemara-indah").text());
        assertThat(group.get("@type").asString()).isEqualTo("Organization");
        assertThat(group.get("makesOffer").size()).isPositive();
    }

    @Test
    void what_a_group_writes_can_neither_end_the_data_nor_begin_a_tag() throws SQLException {
        String trap = "Abon </script><script>alert(1)</script> & \"sambal\"";
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-jebakan", trap, "fish", 15000, 4);
            try {
                String page = web.get("/pasar/" + slug).text();
                assertThat(page).doesNotContain("<script>alert");
                assertThat(linkedData(page).get("name").asString()).isEqualTo(trap);
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void the_last_few_are_said_by_number_and_what_is_sold_out_has_no_form() throws SQLException {
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-sisa", "Abon uji sisa", "fish", 15000, 3);
            try {
                assertThat(web.get("/pasar/" + slug).text()).contains("Tinggal 3.", "max=\"3\"");
                products.change(
                        "update market.stock set on_hand = 0 where product_id = (select id from market.products where slug = ?)",
                        slug);
                String soldOut = web.get("/pasar/" + slug).text();
                assertThat(soldOut).contains("Sedang habis").doesNotContain("action=\"/keranjang\"");
                assertThat(linkedData(soldOut).get("offers").get("availability").asString())
                        .endsWith("OutOfStock");
                assertThat(web.get("/api/v1/products?group=cemara-indah&q=uji+sisa&inStock=true")
                                .json()
                                .get("items"))
                        .isEmpty();
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void fewer_than_the_fewest_that_are_sold_are_none() throws SQLException {
        try (var products = new Products(database)) {
            String slug =
                    products.add("cemara-indah", "uji-paling-sedikit", "Abon uji paling sedikit", "fish", 9000, 9);
            String found = "/api/v1/products?group=cemara-indah&q=uji+paling+sedikit&inStock=true";
            try {
                assertThat(web.get(found).json().get("items")).hasSize(1);
                products.change("update market.products set min_quantity = 10 where slug = ?", slug);
                assertThat(web.get(found).json().get("items")).isEmpty();
                String stock =
                        "update market.stock set on_hand = ? where product_id = (select id from market.products where slug = ?)";
                products.change(stock, 10, slug);
                assertThat(web.get(found).json().get("items")).hasSize(1);
                products.change(stock, 8, slug);
                assertThat(web.get(found).json().get("items")).isEmpty();
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void only_dry_packed_food_shows_its_groups_p_irt() throws SQLException {
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-p-irt", "Keripik uji izin", "snacks", 9000, 9);
            String found = "/api/v1/products?group=cemara-indah&q=uji+izin&pIrt=true";
            try {
                assertThat(web.get(found).json().get("items")).hasSize(1);
                assertThat(web.get("/pasar/" + slug).text()).contains("Nomor P-IRT");
                for (String other : java.util.List.of(
                        "storage = 'frozen'",
                        "storage = null, shelf_life_days = 5",
                        "shelf_life_days = null, category_key = 'meals'",
                        "category_key = 'fresh'")) {
                    products.change("update market.products set " + other + " where slug = ?", slug);
                    assertThat(web.get(found).json().get("items")).as(other).isEmpty();
                    assertThat(web.get("/pasar/" + slug).text()).as(other).doesNotContain("Nomor P-IRT");
                }
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void what_is_made_to_order_is_sold_out_while_every_week_ahead_is_full() throws SQLException {
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-penuh", "Tikar uji penuh", "crafts", 9000, 9);
            String list = "/api/v1/products?group=cemara-indah&q=uji+penuh";
            try {
                products.change(
                        "update market.products set kind = 'made-to-order', week_capacity = 5, lead_days = 3"
                                + " where slug = ?",
                        slug);
                // Books eleven weeks from that of 27 November, so that the twelfth is free.
                products.change("""
                        insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
                        select id, date '2026-11-23' + 7 * week, group_id, area_code, 0
                          from market.products, generate_series(0, 10) as week where slug = ?
                        """, slug);
                assertThat(web.get(list + "&inStock=true").json().get("items")).hasSize(1);
                assertThat(web.get(list)
                                .json()
                                .get("items")
                                .get(0)
                                .get("available")
                                .asInt())
                        .isEqualTo(5);
                products.change("""
                        insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
                        select id, date '2026-11-23' + 77, group_id, area_code, 0 from market.products where slug = ?
                        """, slug);
                assertThat(web.get(list + "&inStock=true").json().get("items")).isEmpty();
                assertThat(web.get("/pasar?group=cemara-indah&q=uji+penuh").text())
                        .contains("class=\"sold-out\"");
                assertThat(products.one("select booked_until from market.listings where slug = ?", slug))
                        .as("from then on a week is free again: three days before the Monday after the first")
                        .isEqualTo("2026-11-27");
                products.change(
                        "update market.week_capacity set capacity = 1 where week = '2026-12-07'"
                                + " and product_id = (select id from market.products where slug = ?)",
                        slug);
                assertThat(web.get(list + "&inStock=true").json().get("items")).hasSize(1);
            } finally {
                products.remove(slug);
            }
        }
    }

    @Test
    void a_resting_product_says_so_and_an_unknown_one_shows_what_is_like_it() throws SQLException {
        try (var products = new Products(database)) {
            String slug = products.add("cemara-indah", "uji-istirahat", "Keripik uji istirahat", "snacks", 9000, 20);
            try {
                products.change("update market.products set state = 'resting' where slug = ?", slug);
                Web.Answer resting = web.get("/pasar/" + slug);
                assertThat(resting.status()).isEqualTo(200);
                assertThat(resting.text())
                        .contains("Keripik uji istirahat", "sedang tidak menjual", "Produk yang mirip");
                products.change("update market.products set state = 'draft', published_at = null where slug = ?", slug);
                Web.Answer draft = web.get("/pasar/" + slug);
                assertThat(draft.status()).isEqualTo(404);
                assertThat(draft.text()).doesNotContain("Keripik uji istirahat");
            } finally {
                products.remove(slug);
            }
        }
        Web.Answer unknown = web.get("/pasar/keripik-pisang-yang-tidak-ada");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("tidak kami temukan", "Produk yang mirip", "Keripik");
        assertThat(web.get("/api/v1/products/tidak-ada").status()).isEqualTo(404);
        assertThat(web.get("/pasar/" + "x".repeat(500)).status()).isEqualTo(404);
    }

    @Test
    void a_group_shows_its_shop_and_a_poster_for_paper() {
        assertThat(web.get("/kelompok/cemara-indah").text())
                .contains("Yang dijual kelompok ini", "/kelompok/cemara-indah/poster", "og:image");
        assertThat(web.get("/kelompok/cemara-indah/poster").text())
                .contains("<path class=\"qr-ink\"", "Pindai untuk melihat dan memesan");
        assertThat(web.get("/kelompok/tidak-ada/poster").status()).isEqualTo(404);
    }

    @Test
    void the_map_of_the_site_holds_every_product_and_group_under_the_public_address() throws Exception {
        Web.Answer map = web.get("/sitemap.xml");
        assertThat(map.header("Content-Type")).startsWith("application/xml");
        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(map.bytes()));
        int addresses = document.getElementsByTagName("loc").getLength();
        try (var products = new Products(database)) {
            int known = Integer.parseInt(
                    products.one(
                            "select (select count(*) from market.listings) + (select count(*) from market.sellers where is_open)"));
            assertThat(addresses).isBetween(known + 2, known + 20);
        }
        assertThat(map.text()).contains("<loc>" + web.address() + "/pasar/" + ofCemaraIndah() + "</loc>");
        assertThat(web.get("/robots.txt").text())
                .contains("Disallow: /kerja", "Sitemap: " + web.address() + "/sitemap.xml");
        assertThat(web.get("/sitemap-0.xml").status()).isEqualTo(404);
        assertThat(web.get("/sitemap-1.xml").text())
                .contains(
                        "/pasar/",
                        "<loc>" + web.address() + "/</loc>",
                        "<loc>" + web.address() + "/pasar</loc>",
                        "<loc>" + web.address() + "/kelompok</loc>");
    }

    private String ofCemaraIndah() {
        return web.get("/api/v1/products?group=cemara-indah&size=1")
                .json()
                .get("items")
                .get(0)
                .get("slug")
                .asString();
    }

    private static JsonNode linkedData(String page) {
        Matcher block = LINKED_DATA.matcher(page);
        assertThat(block.find()).isTrue();
        return JsonMapper.builder().build().readTree(block.group(1));
    }
}
