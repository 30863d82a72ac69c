package id.cemara.market.products;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.exchange.Importer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Products from a table, bad rows named.
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
                + "17.07-0012;=1+1;12500;bungkus;snacks;1;;ya\n");
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
                        "10 name error formula");
    }
}
