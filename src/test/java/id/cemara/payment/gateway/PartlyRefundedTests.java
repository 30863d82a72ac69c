package id.cemara.payment.gateway;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.market.buying.Shopper;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// A provider refunds a part: the part is stored, shown to buyer, group and office, and deducted from
/// sales.
@MidtransTest
class PartlyRefundedTests {

    private static final String SALES = "/api/v1/statistics/sales?area=17.07&asOf=" + TestDatabases.TODAY;
    private static final String BOOKS = "/kerja/kelompok/17.07-0012/penjualan";
    private static final long PRICE = 200_000;

    @Autowired
    private Inbox inbox;

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void web() {
        web = Web.of(environment);
    }

    @Test
    void what_went_back_is_kept_shown_and_taken_off_the_sale() throws SQLException {
        var shopper = new Shopper(web);
        long before = sold();
        String code = paid("sebagian-kembali", shopper);
        Poll.until(() -> sold() == before + PRICE);
        refunded(code, "100000.00");
        refunded(code, "150000.00");
        // An older and a repeated message do not change the later state.
        refunded(code, "100000.00");
        refunded(code, "150000.00");
        Poll.until(() -> sold() == before + 50_000);
        String[] officer = web.session("petugas-lebong");
        assertThat(shopper.get("/pesanan/" + code).text()).contains("Sudah dikembalikan", "Rp150.000 dari Rp200.000");
        assertThat(web.get("/kerja/pesanan/" + code, officer).text()).contains("Rp150.000 dari Rp200.000");
        for (String page :
                List.of("/kerja/pesanan/" + code, "/kerja/pesanan?kelompok=17.07-0012", "/kerja/pesanan?q=" + code)) {
            assertThat(web.get(page, officer).text()).as(page).contains("lunas, Rp150.000 dikembalikan");
        }
        String books = web.get(BOOKS + "?bulan=2026-11&format=csv", officer).text();
        assertThat(books.lines().filter(line -> line.contains(code)))
                .singleElement()
                .asString()
                .contains("200000,0,0,200000,150000");
        assertThat(one("select refunded_part from market.orders where code = '" + code + "'"))
                .isEqualTo("150000");
        // The rest is refunded: now the whole amount is, and there is no sale.
        refunded(code, "200000.00");
        Poll.until(() -> sold() == before);
        assertThat(one("select status || ' ' || refunded_amount from payment.payments where reference = '" + code
                        + "'"))
                .isEqualTo("refunded 200000");
    }

    @Test
    void a_refund_of_an_unknown_sum_or_of_more_than_was_paid_takes_nothing_off_and_is_looked_at() throws SQLException {
        var shopper = new Shopper(web);
        String code = paid("sebagian-tidak-jelas", shopper);
        TestNotification.of(code, PRICE)
                .transaction("t1")
                .said("partial_refund", "200")
                .to(inbox);
        refunded(code, "200001.00");
        assertThat(one("select status || ' ' || refunded_amount from payment.payments where reference = '" + code
                        + "'"))
                .isEqualTo("confirmed 0");
        assertThat(one("select count(*) from payment.gateway_looks where kind = 'unclear-refund' and reference = '"
                        + code + "'"))
                .isEqualTo("2");
        String[] office = web.session("lebong");
        assertThat(web.get("/kerja/gerbang-bayar", office).text()).contains(code, "jumlahnya tidak jelas");
        refunded(code, "50000.00");
        String look = one("select id from payment.gateway_looks where reference = '" + code + "' limit 1");
        assertThat(web.get("/kerja/gerbang-bayar/" + look, office).text()).contains("Sudah dikembalikan", "Rp50.000");
    }

    @Test
    void one_of_two_payments_that_goes_back_in_part_leaves_the_order_paid_in_full() throws SQLException {
        String code = paid("dua-kali-sebagian", new Shopper(web));
        TestNotification.of(code + "-2", PRICE).transaction("t2").to(inbox);
        TestNotification.of(code + "-2", PRICE)
                .transaction("t2")
                .said("partial_refund", "200")
                .with("refund_amount", "150000.00")
                .to(inbox);
        assertThat(refundedAmount(code)).isEqualTo("0");
        refunded(code, "100000.00");
        assertThat(refundedAmount(code)).as("250.000 of 400.000 went back").isEqualTo("50000");
    }

    private String refundedAmount(String code) {
        return one("select refunded_amount from payment.payments where reference = '" + code + "'");
    }

    private void refunded(String code, String sum) {
        TestNotification.of(code, PRICE)
                .transaction("t1")
                .said("partial_refund", "200")
                .with("refund_amount", sum)
                .to(inbox);
    }

    private String paid(String product, Shopper shopper) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct(product).of("wanita-mandiri").price(PRICE).insert(owner);
        }
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
                "0813 7701 " + "%04d".formatted(Math.floorMod(product.hashCode(), 10_000)));
        assertThat(placed.status()).as(placed.text()).isEqualTo(302);
        String code = Shopper.code(placed);
        TestNotification.of(code, PRICE).transaction("t1").to(inbox);
        Poll.until(() -> shopper.get("/pesanan/" + code).text().contains("sudah menerima uangnya"));
        return code;
    }

    private long sold() {
        return web.get(SALES).json().get("total").asLong();
    }

    private String one(String sql) {
        return Rows.one(database, sql);
    }
}
