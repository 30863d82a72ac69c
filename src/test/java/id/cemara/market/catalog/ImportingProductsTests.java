package id.cemara.market.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.exchange.Importer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Importing products from a table, with errors by row.
@WritingTest
class ImportingProductsTests {

    private static final String HEAD =
            "Nomor Kelompok;Nama Produk;Harga;Satuan;Kategori;Stok;Kapasitas seminggu;Halal\n";

    @Autowired
    private Environment environment;

    private Web web;
    private Importer lebong;

    @BeforeEach
    void prepare() {
        web = Web.of(environment);
        lebong = new Importer(web, "lebong", "products");
    }

    @Test
    void good_rows_become_drafts_with_their_stock_and_a_second_time_nothing() {
        String file = HEAD
                + "17.07-0012;Keripik Impor Satu;Rp12.500;bungkus;keripik dan camilan;20;;ya\n"
                + "17.07-0012;Tikar Impor;85000;lembar;Anyaman dan kerajinan;;6;\n"
                + "17.07-0012;keripik impor satu;12500;bungkus;snacks;20;;ya\n";
        JsonNode made = lebong.send(file);
        assertThat(lebong.findings(made)).containsExactly("4 - existing row-repeated");
        assertThat(made.get("added").asInt()).isEqualTo(2);
        JsonNode done = lebong.commit(made, "all").json();
        assertThat(done.get("state").asString()).as("%s", done).isEqualTo("committed");
        String list = web.get("/kerja/kelompok/17.07-0012/produk?q=impor", web.session("lebong"))
                .text();
        assertThat(list).contains("Keripik Impor Satu", "Tikar Impor", "value=\"20\"", "6 seminggu", "Konsep");
        JsonNode again = lebong.send(file);
        assertThat(again.get("added").asInt()).isZero();
    }

    @Test
    void what_is_written_out_is_taken_in_again_without_loss() {
        String facts = """
                "group": "17.07-0012", "unit": "bungkus 200 g", "price": 12500,
                 "description": "Renyah dan manis.\\nDigoreng; tiga kali, \\"pelan\\".", "ingredients": "pisang, gula",
                 "netWeightGrams": 200, "weightGrams": 225, "lengthMm": 200, "widthMm": 150, "heightMm": 50,
                 "minQuantity": 2, "maxQuantity": 500,
                 "steps": [{"from": 10, "price": 12000}, {"from": 50, "price": 11000}, {"from": 100, "price": 10500}]
                """;
        List<String> made = List.of("""
                {"name": "Keripik Bolak Satu", "category": "snacks", "halal": "certified", "shelfLifeDays": 90,
                 "storage": "room", "onHand": 17, %s}
                """.formatted(facts), """
                {"name": "Tikar Bolak Dua", "category": "crafts", "kind": "made-to-order", "weekCapacity": 7,
                 "leadDays": 5, "storage": "cool", %s}
                """.formatted(facts));
        List<JsonNode> before = new ArrayList<>();
        for (String body : made) {
            Web.Answer answer = web.postJson("/api/v1/products", body, web.bearer("lebong"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            before.add(answer.json());
        }
        for (String language : List.of("id", "en")) {
            String table = web.get("/kerja/kelompok/17.07-0012/produk?q=bolak&format=csv", cookies(language))
                    .text();
            JsonNode sent = lebong.send(table.replace(" Bolak ", " Pulang " + language + " "));
            assertThat(lebong.findings(sent)).isEmpty();
            assertThat(lebong.commit(sent, "all").json().get("added").asInt()).isEqualTo(2);
            for (JsonNode was : before) {
                String slug = was.get("slug").asString().replace("bolak", "pulang-" + language);
                Web.Answer now = web.json("PUT", "/api/v1/products/" + slug + "/published", "{}", web.bearer("lebong"));
                assertThat(now.status()).as(now.text()).isEqualTo(200);
                for (String fact : was.propertyNames()) {
                    if (!List.of("slug", "name", "state", "version").contains(fact)) {
                        assertThat(now.json().get(fact)).as(fact).isEqualTo(was.get(fact));
                    }
                }
            }
        }
    }

    @Test
    void texts_that_begin_with_a_sign_come_back_as_they_left() {
        List<String> names =
                List.of("@Rumah Tikar", "-5 Derajat Es Lilin", "+Rasa", "= Sama", "'=Kutip", "_x0041_ Bolu");
        for (String sign : names) {
            String description = "- renyah\\n+ gurih\\n= enak, hubungi +62 812-3456-7890";
            Web.Answer answer =
                    web.postJson("/api/v1/products", """
                    {"group": "17.07-0012", "name": "%s Pergi", "unit": "bungkus", "price": 12500, "onHand": 3,
                     "category": "crafts", "description": "%s", "ingredients": "%s bambu"}
                    """.formatted(sign, description, sign), web.bearer("lebong"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        }
        for (String format : List.of("csv", "xlsx")) {
            JsonNode known = lebong.send(exported("pergi", format));
            assertThat(lebong.findings(known)).noneMatch(finding -> finding.contains("error"));
            assertThat(known.get("existing").asInt()).as(format).isEqualTo(names.size());
        }
        String first = new String(exported("pergi", "csv"), StandardCharsets.UTF_8);
        assertThat(first.lines().filter(line -> line.contains(" Pergi"))).hasSize(names.size());
        JsonNode sent = lebong.send(first.replace(" Pergi", " Pulang"));
        assertThat(lebong.commit(sent, "all").json().get("added").asInt()).isEqualTo(names.size());
        String second = new String(exported("pulang", "csv"), StandardCharsets.UTF_8);
        assertThat(second.replace(" Pulang", " Pergi").replace("-pulang", "-pergi"))
                .isEqualTo(first);
    }

    private byte[] exported(String text, String format) {
        return web.get("/kerja/kelompok/17.07-0012/produk?q=" + text + "&format=" + format, web.session("lebong"))
                .bytes();
    }

    private String[] cookies(String language) {
        String[] session = web.session("lebong");
        session[1] = session[1] + "; bahasa=" + language;
        return session;
    }

    @Test
    void each_bad_row_is_named_with_its_column() {
        JsonNode made = lebong.send(HEAD
                + "17.05-0001;Keripik;12500;bungkus;snacks;1;;ya\n"
                + "17.07-0012;;12500;bungkus;snacks;1;;ya\n"
                + "17.07-0012;Keripik A;12,50;bungkus;snacks;1;;ya\n"
                + "17.07-0012;Keripik B;12500;bungkus;emas;1;;ya\n"
                + "17.07-0012;Keripik C;12500;bungkus;snacks;banyak;;ya\n"
                + "17.07-0012;Keripik D;12500;bungkus;snacks;1;5;ya\n"
                + "17.07-0012;Keripik E;12500;bungkus;snacks;1;;mungkin\n"
                + "17.07-0012;Tikar F;12500;lembar;crafts;1;;ya\n"
                + "17.07-0012;Ker\u0002ipik;12500;bungkus;snacks;1;;ya\n");
        assertThat(lebong.findings(made))
                .containsExactly(
                        "2 group error product-group",
                        "3 name error missing",
                        "4 price error product-price",
                        "5 category error product-category",
                        "6 stock error product-number",
                        "7 stock error product-stock-or-capacity",
                        "8 halal error product-halal",
                        "9 halal error product-halal",
                        "10 name error control-characters");
    }
}
