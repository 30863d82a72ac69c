package id.cemara.payment.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static id.cemara.market.AProduct.aProduct;
import static id.cemara.payment.gateway.MidtransTest.MIDTRANS;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Poll;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.market.buying.Shopper;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// A buyer orders from Wanita Mandiri and pays on Midtrans' page; buyer and group see the outcome.
@MidtransTest
class OrderPaidOnAPageTests {

    private static final String SNAP = "/snap/v1/transactions";
    private static final String PAGE =
            "https://app.sandbox.midtrans.com/snap/v4/redirection/00000000-0000-4000-8000-0000000000aa";
    private static final long PRICE = 75_000;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void midtrans_answers() {
        web = Web.of(environment);
        MIDTRANS.resetAll();
        MIDTRANS.stubFor(post(SNAP)
                .willReturn(aResponse()
                        .withStatus(201)
                        .withHeader("Content-Type", "application/json")
                        .withBody(TestNotification.recorded("snap-created.json"))));
    }

    @Test
    void the_buyer_comes_to_the_page_by_a_link_on_the_orders_own() throws SQLException {
        var shopper = new Shopper(web);
        String code = bought("bayar-di-halaman", shopper);
        String base = "/pesanan/" + code;
        assertThat(shopper.get(base).text())
                .contains("Siapkan halaman pembayaran", "Rp75.000", base + "/halaman-bayar")
                .doesNotContain(PAGE);
        var asked = shopper.post(base + "/halaman-bayar");
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).endsWith(base + "#bayar");
        shopper.post(base + "/halaman-bayar");
        MIDTRANS.verify(1, postRequestedFor(urlEqualTo(SNAP)));
        assertThat(shopper.get(base).text())
                .contains("href=\"" + PAGE + "\"", "menunggu pembeli memilih cara bayar")
                .doesNotContain("Siapkan halaman pembayaran");

        TestNotification.of(code, PRICE).said("expire", "202").transaction("t1").to(inbox);
        assertThat(shopper.get(base).text())
                .contains("Siapkan halaman pembayaran", "belum berhasil")
                .doesNotContain(PAGE);
        shopper.post(base + "/halaman-bayar");
        assertThat(shopper.get(base).text()).contains("href=\"" + PAGE + "\"");
        TestNotification.of(code + "-2", PRICE).transaction("t2").to(inbox);
        Poll.until(() -> shopper.get(base).text().contains("sudah menerima uangnya"));
        assertThat(shopper.get(base).text()).doesNotContain(PAGE, "halaman-bayar");
        var paid = shopper.post(base + "/halaman-bayar");
        assertThat(paid.status()).isEqualTo(409);
        assertThat(paid.text()).contains("tidak perlu dibayar lagi");
    }

    @Test
    void a_provider_that_does_not_answer_is_said_on_the_page_and_a_stranger_gets_none() throws SQLException {
        var shopper = new Shopper(web);
        String base = "/pesanan/" + bought("bayar-tanpa-jawaban", shopper);
        MIDTRANS.stubFor(post(SNAP).willReturn(aResponse().withStatus(503)));
        var answer = shopper.post(base + "/halaman-bayar");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("sedang tidak bisa dihubungi", "Siapkan halaman pembayaran");
        assertThat(new Shopper(web).post(base + "/halaman-bayar").status()).isEqualTo(404);
    }

    @Test
    void the_group_sees_what_the_provider_says_and_that_it_is_to_be_checked() throws SQLException {
        String code = bought("bayar-dilihat-kelompok", new Shopper(web));
        String desk = "/kerja/pesanan/" + code;
        String[] officer = web.session("petugas-lebong");
        assertThat(web.get(desk, officer).text()).doesNotContain("Penyedia pembayaran sudah", "perlu dicek");
        TestNotification.of(code, PRICE).transaction("t1").to(inbox);
        assertThat(web.get(desk, officer).text())
                .contains("Penyedia pembayaran sudah menerima uangnya")
                .doesNotContain("perlu dicek");
        TestNotification.of(code, PRICE).said("deny", "202").transaction("t1").to(inbox);
        assertThat(web.get(desk, officer).text()).contains("perlu dicek");
    }

    @Test
    void a_program_asks_for_the_page_with_the_orders_token() throws SQLException {
        insert("bayar-program");
        JsonNode placed =
                web.postJson("/api/v1/orders", """
                        {"lines":[{"product":"bayar-program","quantity":1}],
                         "buyer":{"name":"Ibu Contoh","phone":"+6281377001122"},
                         "delivery":{"method":"pickup"},"payment":"gateway"}
                        """).json().get("orders").get(0);
        String address = "/api/v1/orders/" + placed.get("code").asString();
        String[] token = {"X-Order-Token", placed.get("token").asString()};
        assertThat(web.get(address, token).json().get("payment").get("redirect").isNull())
                .isTrue();
        var opened = web.json("POST", address + "/payment-page", null, token);
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        assertThat(opened.json().get("payment").get("redirect").asString()).isEqualTo(PAGE);
        assertThat(web.get(address, token).json().get("payment").get("redirect").asString())
                .isEqualTo(PAGE);
        assertThat(web.json("POST", address + "/payment-page", null, new String[] {"X-Order-Token", "lain"})
                        .status())
                .isEqualTo(404);
    }

    private String bought(String product, Shopper shopper) throws SQLException {
        insert(product);
        shopper.add(product, 1);
        var placed = shopper.order(
                shopper.checkout(),
                "antar-wanita-mandiri",
                "pickup=0",
                "bayar-wanita-mandiri",
                "gateway",
                "name",
                "Ibu Ani Contoh",
                "phone",
                "0813 7700 " + "%04d".formatted(Math.floorMod(product.hashCode(), 10_000)));
        assertThat(placed.status()).as(placed.text()).isEqualTo(302);
        return Shopper.code(placed);
    }

    private void insert(String product) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct(product).of("wanita-mandiri").price(PRICE).insert(owner);
        }
    }
}
