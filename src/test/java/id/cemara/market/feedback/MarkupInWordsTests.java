package id.cemara.market.feedback;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Actors;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.market.buying.Shopper;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.Checkout;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.payment.PaymentMethod;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Text by buyers and groups is escaped in every page, table and spreadsheet that shows it.
@WritingTest
class MarkupInWordsTests {

    private static final String MARK =
            "<xyz onmouseover=alert(1)>\"'></script><script>alert(2)</script>{{7777*7777}}${7777*7777}";
    private static final String NUMBER = "17.71-0004";
    private static final String SLUG = "tanda-markup";
    private static final String SHOP = "/kerja/kelompok/" + NUMBER;

    /// Fragments that a page would contain if the text were not escaped.
    private static final List<String> ALIVE = List.of("<xyz", "<script>alert(2)", "alert(2)</script>", "60481729");

    @TempDir
    private Path folder;

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Orders orders;

    @Test
    void what_was_written_stays_text_wherever_it_is_shown() throws Exception {
        Web web = Web.of(environment);
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct(SLUG).of("cemara-indah").insert(owner);
        }
        Rows.run(database, """
                update market.products set name = '+Tanda %1$s', description = '@Uraian %1$s' where slug = '%2$s'
                """.formatted(MARK.replace("'", "''"), SLUG));
        PlacedOrder placed = orders.place(new Checkout(
                        List.of(new Checkout.Line(SLUG, 1)),
                        new Buyer("=Pembeli " + MARK, "+6281234560099", null, "-Catatan " + MARK, null),
                        DeliveryChoice.PICKUP,
                        PaymentMethod.COD))
                .getFirst();
        String order = "/pesanan/" + placed.code();
        CurrentActor.run(Actors.of(Role.FIELD_OFFICER, "17.71"), () -> {
            orders.take(placed.code(), OrderStep.CONFIRM, StepDetails.NONE);
            orders.take(placed.code(), OrderStep.DELIVER, StepDetails.NONE);
        });
        var shopper = new Shopper(web);
        shopper.set("cemara-order", placed.token(), order);
        String[] group = web.session("cemara-indah");
        assertThat(shopper.post(
                                order + "/ulasan",
                                "product",
                                SLUG,
                                "stars",
                                "4",
                                "words",
                                "@Ulasan " + MARK,
                                "showName",
                                "ya")
                        .status())
                .isEqualTo(302);
        assertThat(shopper.post(order + "/keluhan", "about", "damaged", "words", "=Keluhan " + MARK, "dispute", "ya")
                        .status())
                .isEqualTo(302);
        String complaint = id("complaints", placed);
        String review = id("reviews", placed);
        assertThat(web.post(
                                "/kerja/keluhan/" + complaint + "/balas",
                                "version=0&words=" + encoded("+Balasan " + MARK),
                                group)
                        .status())
                .isEqualTo(302);
        assertThat(web.post(
                                "/kerja/ulasan/" + review + "/jawaban",
                                "version=0&answer=" + encoded("-Jawaban " + MARK),
                                group)
                        .status())
                .isEqualTo(302);

        Map<String, String> shown = new LinkedHashMap<>();
        keep(shown, "buyer", shopper.get(order));
        for (String open : List.of("/pasar/" + SLUG, "/pasar?q=tanda", "/cari?q=tanda", "/kelompok/cemara-indah")) {
            keep(shown, open, web.get(open));
        }
        for (String account : List.of("cemara-indah", "provinsi")) {
            String[] session = web.session(account);
            for (String page : List.of(
                    "/kerja",
                    "/kerja/pesanan",
                    "/kerja/pesanan/" + placed.code(),
                    "/kerja/pesanan/" + placed.code() + "/cetak",
                    "/kerja/keluhan",
                    "/kerja/keluhan/" + complaint,
                    "/kerja/ulasan",
                    SHOP,
                    SHOP + "/penjualan",
                    SHOP + "/produk",
                    SHOP + "/produk/" + SLUG,
                    "/kerja/produk?q=tanda")) {
                keep(shown, account + " " + page, web.get(page, session));
            }
        }
        shown.forEach((page, html) -> assertThat(html).as(page).doesNotContain(ALIVE));
        for (String word :
                List.of("Tanda", "Uraian", "Pembeli", "Catatan", "Ulasan", "Keluhan", "Balasan", "Jawaban")) {
            assertThat(shown.values())
                    .as("a page that shows %s", word)
                    .anyMatch(html -> html.contains(word + " &lt;xyz onmouseover=alert(1)&gt;"));
        }

        String month = Rows.one(
                database,
                "select to_char(placed_at at time zone 'Asia/Jakarta', 'YYYY-MM') from market.orders where code = '"
                        + placed.code() + "'");
        List<String> tables = List.of(
                SHOP + "/produk?format=",
                "/kerja/produk?q=tanda&format=",
                "/kerja/pesanan?semua=ya&format=",
                SHOP + "/penjualan?pembeli=ya&bulan=" + month + "&format=",
                "/pasar?q=tanda&format=");
        for (String table : tables) {
            Answer csv = web.get(table + "csv", group);
            assertThat(csv.status()).as(table).isEqualTo(200);
            assertThat(csv.header("Content-Type")).as(table).startsWith("text/csv");
            assertThat(csv.text()).as(table).contains("xyz");
            for (CSVRecord row : CSVFormat.DEFAULT.parse(new StringReader(csv.text()))) {
                row.forEach(cell -> assertThat(cell).as(table).doesNotContainPattern("\\A[=+@-].*xyz"));
            }
            Answer sheet = web.get(table + "xlsx", group);
            assertThat(sheet.status()).as(table).isEqualTo(200);
            assertSheet(table, sheet.bytes());
        }
    }

    private static void keep(Map<String, String> shown, String page, Answer answer) {
        assertThat(answer.status()).as(page).isEqualTo(200);
        shown.put(page, answer.text());
    }

    /// Asserts that every part is well-formed XML with the text as text, and that no cell is a formula.
    private void assertSheet(String table, byte[] xlsx) throws Exception {
        var factory = DocumentBuilderFactory.newNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        boolean isShown = false;
        try (var zip =
                new ZipFile(Files.write(folder.resolve("table.xlsx"), xlsx).toFile())) {
            for (ZipEntry part : Collections.list(zip.entries())) {
                var document = factory.newDocumentBuilder().parse(zip.getInputStream(part));
                assertThat(document.getElementsByTagNameNS("*", "xyz").getLength())
                        .as(table)
                        .isZero();
                assertThat(document.getElementsByTagNameNS("*", "f").getLength())
                        .as(table)
                        .isZero();
                var texts = document.getElementsByTagNameNS("*", "t");
                for (int i = 0; i < texts.getLength(); i++) {
                    String text = texts.item(i).getTextContent();
                    assertThat(text).as(table).doesNotContainPattern("\\A[=+@-].*xyz");
                    isShown |= text.contains(MARK);
                }
            }
        }
        assertThat(isShown).as(table).isTrue();
    }

    private String id(String table, PlacedOrder placed) {
        return Rows.one(
                database,
                "select v.id from market." + table + " v join market.orders o on o.id = v.order_id"
                        + " where o.code = '" + placed.code() + "'");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
