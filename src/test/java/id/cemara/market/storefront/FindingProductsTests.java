package id.cemara.market.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import id.cemara.platform.DatabaseAccess;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// How buyers and programs find products.
@CemaraTest
class FindingProductsTests {

    private static final String PRODUCTS = "/api/v1/products?size=100";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keripik%20talas",
                "kripik%20talas",
                "UPPKS%20keripik%20talas",
                "produk%20kelompok%20UPPKA%20Cemara%20Indah%20keripik",
                "keripik%20Cemara%20Indah",
                "cemara%20indah",
                "kripk%20talas%20cemara",
                "keripik%20kandang%20mas",
                "KERIPIK,%20talas!"
            })
    void a_product_is_found_by_its_name_its_group_and_its_place_with_typos_and_synonyms(String q) {
        assertThat(names(PRODUCTS + "&q=" + q)).anyMatch(name -> name.startsWith("Keripik"));
        assertThat(groups(PRODUCTS + "&q=" + q + "&group=cemara-indah")).containsOnly("cemara-indah");
    }

    @ParameterizedTest
    @CsvSource({
        "kripik, Keripik",
        "sirop, Sirup",
        "lempok, Lempuk",
        "kalamasi, kalamansi",
        "lemon%20cui, kalamansi",
        "bay%20tart, tat",
        "fish%20floss, Abon",
        "gula%20merah, Gula"
    })
    void words_that_mean_the_same_find_the_same(String q, String found) {
        assertThat(names(PRODUCTS + "&q=" + q).subList(0, 2)).allMatch(name -> name.contains(found));
    }

    @Test
    void what_everything_here_is_narrows_nothing() {
        assertThat(all("&q=UPPKA")).hasSameSizeAs(all("")).hasSameSizeAs(all("&q=produk%20UPPKS"));
    }

    @Test
    void words_that_only_join_others_narrow_nothing() {
        assertThat(all("&q=keripik%20untuk%20yang%20di"))
                .isNotEmpty()
                .isEqualTo(all("&q=keripik"))
                .isEqualTo(all("&q=keripik%20dan%20oleh-oleh%20khas"));
        assertThat(all("&q=kopi%20dari%20kepahiang")).isNotEmpty().isEqualTo(all("&q=kopi%20kepahiang"));
    }

    @Test
    void a_word_that_nothing_is_like_is_left_out_and_the_page_says_so() {
        String page = web.get("/pasar?q=keripik+untuk+zzqxv").text();
        assertThat(page).contains("Mungkin maksud Ibu/Bapak:", ">keripik</a>");
        assertThat(cards(page)).isEqualTo(cards(web.get("/pasar?q=keripik").text()));
    }

    @Test
    void a_mistyped_word_is_replaced_by_the_nearest_known_one_and_the_page_says_so() {
        String page = web.get("/pasar?q=kripk+pisng").text();
        assertThat(page).contains("Mungkin maksud Ibu/Bapak:").contains("pisang");
        assertThat(cards(page)).isNotEmpty();
        assertThat(web.get("/pasar?q=zzzzqq").text())
                .contains("Belum ada produk yang cocok", "href=\"/pasar?category=snacks\"");
        assertThat(web.get("/pasar?q=!!!").text()).contains("Belum ada produk yang cocok");
    }

    @Test
    void a_product_in_a_list_has_the_agreed_shape() {
        JsonNode product = web.get("/api/v1/products?group=cemara-indah&size=1")
                .json()
                .get("items")
                .get(0);
        assertThat(product.get("slug").asString()).isNotBlank();
        assertThat(product.get("name").asString()).isNotBlank();
        assertThat(product.get("group").get("slug").asString()).isEqualTo("cemara-indah");
        assertThat(product.get("group").get("name").asString()).isEqualTo("Cemara Indah");
        assertThat(product.get("price").isIntegralNumber()).isTrue();
        assertThat(product.get("available").asInt()).isPositive();
        JsonNode alone =
                web.get("/api/v1/products/" + product.get("slug").asString()).json();
        assertThat(alone.get("available")).isEqualTo(product.get("available"));
        assertThat(alone.get("halal").get("number").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=newest",
                "sort=price",
                "sort=price-desc",
                "sort=name",
                "near=17.07.04",
                "near=17.07.04.1003&sort=near",
                "q=keripik",
                "q=keripik&sort=price",
                "q=keripik&near=17.03",
                "category=crafts&sort=price",
                "area=17.03&sort=name",
                "category=snacks&category=cakes&halal=true&sort=newest"
            })
    void pages_of_any_order_give_every_product_exactly_once(String parameters) throws SQLException {
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = web.get("/api/v1/products?size=7&" + parameters + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.get("items").forEach(product -> seen.add(product.get("slug").asString()));
            next = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!next.isEmpty());
        assertThat(seen).doesNotHaveDuplicates();
        String where =
                switch (parameters.split("[&=]")[0]) {
                    case "q" -> "search @@ market.wanted('', 'keripik | kripik | kerepek | chips', 'keripik:*')";
                    case "area" -> "area_code like '17.03%'";
                    case "category" ->
                        parameters.contains("crafts")
                                ? "category_key = 'crafts'"
                                : "category_key in ('snacks', 'cakes') and halal_until >= '2026-11-24'";
                    default -> "true";
                };
        try (var products = new Products(database)) {
            assertThat(seen)
                    .containsExactlyInAnyOrderElementsOf(
                            products.all("select slug from market.listings where " + where));
        }
    }

    @Test
    void every_order_is_the_one_it_says() {
        assertThat(prices("&sort=price")).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(prices("&sort=price-desc")).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(prices("&q=keripik&sort=price")).isSortedAccordingTo(Comparator.naturalOrder());
        List<String> areas = new ArrayList<>();
        web.get(PRODUCTS + "&near=17.07.04")
                .json()
                .get("items")
                .forEach(product -> areas.add(product.get("areaCode").asString()));
        List<Integer> shared = areas.stream()
                .map(area -> area.startsWith("17.07.04") ? 0 : area.startsWith("17.07") ? 1 : 2)
                .toList();
        assertThat(shared).isSorted().contains(1, 2);
    }

    @Test
    void facets_narrow_the_list_and_count_what_they_would_give() throws SQLException {
        try (var products = new Products(database)) {
            int halal = Integer.parseInt(
                    products.one(
                            "select count(*) from market.listings where area_code like '17.03%' and halal_until >= '2026-11-24'"));
            assertThat(all("&area=17.03&halal=true")).hasSize(halal);
            assertThat(web.get("/pasar?area=17.03&halal=true").text()).contains(halal + " produk");
            int cheap = Integer.parseInt(products.one(
                    "select count(*) from market.listings where price between 10000 and 20000 and kind = 'ready'"));
            assertThat(all("&minPrice=10000&maxPrice=20000&kind=ready")).hasSize(cheap);
            assertThat(web.get("/pasar?minPrice=10.000&maxPrice=Rp20.000&kind=ready")
                            .text())
                    .contains(cheap + " produk");
        }
    }

    @Test
    void a_number_that_has_ended_counts_no_more() throws SQLException {
        try (var products = new Products(database)) {
            String until = products.one(
                    "select coalesce(halal_until::text, '') from market.sellers where slug = 'cemara-indah'");
            assertThat(all("&group=cemara-indah&halal=true")).isNotEmpty();
            products.change("update market.sellers set halal_until = '2026-11-23' where slug = 'cemara-indah'");
            try {
                assertThat(all("&group=cemara-indah&halal=true")).isEmpty();
                String slug = all("&group=cemara-indah").iterator().next();
                assertThat(web.get("/pasar/" + slug).text()).contains("Sertifikatnya sedang tidak berlaku");
                products.change("update market.sellers set halal_until = '2026-11-24' where slug = 'cemara-indah'");
                assertThat(all("&group=cemara-indah&halal=true")).isNotEmpty();
            } finally {
                products.change(
                        "update market.sellers set halal_until = nullif(?, '')::date where slug = 'cemara-indah'",
                        until);
            }
        }
    }

    @Test
    void a_price_that_cannot_be_read_is_told_beside_its_field_and_the_rest_stays() {
        assertThat(web.get("/pasar?minPrice=12.500,00&maxPrice=Rp.+20.000,-").text())
                .contains("value=\"12.500\"", "value=\"20.000\"")
                .doesNotContain("minPrice-salah");
        Web.Answer wrong = web.get("/pasar?q=keripik&category=snacks&minPrice=murah&maxPrice=20.000");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("value=\"murah\"", "id=\"minPrice-salah\"", "angka rupiah", "value=\"20.000\"")
                .doesNotContain("maxPrice-salah");
        assertThat(cards(wrong.text()))
                .isNotEmpty()
                .isEqualTo(cards(web.get("/pasar?q=keripik&category=snacks&maxPrice=20000")
                        .text()));
    }

    @ParameterizedTest
    @CsvSource({
        "area=99, area",
        "area=x, area",
        "near=99, near",
        "sort=cheapest, sort",
        "sort=near, near",
        "category=shoes, category",
        "kind=slow, kind",
        "halal=maybe, halal",
        "pIrt=2, pIrt",
        "maxPrice=-1, maxPrice",
        "minPrice=1e5, minPrice",
        "maxPrice=99999999999, maxPrice",
        "size=0, size",
        "size=101, size",
        "cursor=x, cursor",
        "sort=price&cursor=YQpuYW1lCngKeA, cursor",
        "group=A%20B, group",
        "format=pdf, format"
    })
    void a_parameter_that_cannot_be_used_is_refused_by_name(String query, String parameter) {
        boolean isForPages = query.startsWith("format");
        Web.Answer answer = web.get((isForPages ? "/pasar?" : "/api/v1/products?") + query);
        assertThat(answer.status()).isEqualTo(400);
        if (!isForPages) {
            assertThat(answer.json().get("parameter").asString()).isEqualTo(parameter);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    void pages_lead_forward_and_back() {
        String first = web.get("/pasar?category=crafts").text();
        assertThat(first).contains("rel=\"next\"").doesNotContain("rel=\"prev\"");
        String second = web.get(link(first, "next")).text();
        assertThat(cards(web.get(link(second, "prev")).text())).isEqualTo(cards(first));
        assertThat(cards(first)).hasSize(24).doesNotContainAnyElementsOf(cards(second));
    }

    @Test
    void the_list_downloads_as_csv_and_a_workbook() throws Exception {
        int all = all("&category=snacks").size();
        Web.Answer csv = web.get("/pasar?category=snacks&format=csv");
        assertThat(csv.header("Content-Disposition")).contains("produk.csv");
        assertThat(csv.text().lines()).hasSize(all + 1);
        assertThat(web.get("/pasar?q=kripk+pisng&format=csv").text().lines())
                .as("with the words that the page used")
                .hasSize(all("&q=keripik%20pisang").size() + 1)
                .hasSizeGreaterThan(1);
        assertThat(web.get("/pasar?q=!!!&format=csv").text().lines()).hasSize(1);
        try (var workbook = new org.dhatim.fastexcel.reader.ReadableWorkbook(new ByteArrayInputStream(
                web.get("/pasar?category=snacks&format=xlsx").bytes()))) {
            assertThat(workbook.getFirstSheet().read()).hasSize(all + 1);
        }
    }

    @Test
    void names_are_suggested_while_somebody_types() {
        JsonNode names = web.get("/pasar/saran?q=kerip").json();
        assertThat(names.size()).isBetween(1, 8);
        names.forEach(name -> assertThat(name.asString()).containsIgnoringCase("keripik"));
        assertThat(web.get("/pasar/saran?q=").json()).isEmpty();
    }

    private Set<String> all(String parameters) {
        Set<String> slugs = new HashSet<>();
        String next = "";
        do {
            JsonNode page = web.get(PRODUCTS + "&sort=name" + parameters + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.get("items").forEach(product -> slugs.add(product.get("slug").asString()));
            next = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!next.isEmpty());
        return slugs;
    }

    private List<Long> prices(String parameters) {
        List<Long> prices = new ArrayList<>();
        web.get(PRODUCTS + parameters)
                .json()
                .get("items")
                .forEach(product -> prices.add(product.get("price").asLong()));
        assertThat(prices).isNotEmpty();
        return prices;
    }

    private List<String> names(String path) {
        List<String> names = new ArrayList<>();
        web.get(path)
                .json()
                .get("items")
                .forEach(product -> names.add(product.get("name").asString()));
        return names;
    }

    private Set<String> groups(String path) {
        Set<String> groups = new HashSet<>();
        web.get(path)
                .json()
                .get("items")
                .forEach(product -> groups.add(product.get("group").get("slug").asString()));
        return groups;
    }

    private static List<String> cards(String page) {
        return Pattern.compile("<h3><a href=\"/pasar/([^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String link(String page, String rel) {
        var match = Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"").matcher(page);
        assertThat(match.find()).isTrue();
        return match.group(1).replace("&amp;", "&");
    }
}
