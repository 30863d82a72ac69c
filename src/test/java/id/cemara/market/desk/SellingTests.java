package id.cemara.market.desk;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.Checkout;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.payment.PaymentMethod;
import id.cemara.platform.DatabaseAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// An officer of the group Cemara Indah on a phone: each button takes one step, confirms it, and offers to
/// undo it.
@WritingTest
class SellingTests {

    private static final String DESK = "/kerja/pesanan";
    private static final String SHOP = "/kerja/kelompok/17.71-0004";

    @Autowired
    private Environment environment;

    @Autowired
    private Orders orders;

    @Autowired
    private DatabaseAccess database;

    private static final Map<String, String[]> SESSIONS = new HashMap<>();

    @Test
    void an_order_goes_from_the_answer_to_the_money_thumb_by_thumb() throws SQLException {
        String product = product("uji-jual-jalan", 10);
        PlacedOrder placed = place(product, 3, PaymentMethod.COD);
        String code = placed.code();
        assertThat(desk().text()).contains("Pembeli Uji uji-jual-jalan", "Perlu dijawab", "3 × Uji Jual Jalan");
        Web.Answer after = press(code, "confirm");
        assertThat(after.header("Location")).endsWith(DESK + "?selesai=" + code);
        String page = desk("?selesai=" + code).text();
        assertThat(page).contains("sekarang diterima", "Batalkan langkah tadi", "Mulai siapkan");
        press(code, "prepare");
        press(code, "pack");
        assertThat(desk().text()).contains("Sudah diambil");
        assertThat(onHand(product)).isEqualTo(10);
        press(code, "deliver");
        assertThat(onHand(product)).isEqualTo(7);
        assertThat(desk().text()).contains("Sudah diterima, belum dibayar");
        long before = sold();
        press(code, "confirm-payment");
        assertThat(sold() - before).isEqualTo(30_000);
        assertThat(view(placed).payment().status().key()).isEqualTo("confirmed");
        assertThat(order(code).text()).contains("Uang sudah diterima", "Kelompok", "Pembeli");
    }

    @Test
    void a_step_is_taken_back_and_the_shelf_with_it() throws SQLException {
        String product = product("uji-jual-balik", 10);
        PlacedOrder placed = place(product, 2, PaymentMethod.COD);
        press(placed.code(), "confirm");
        press(placed.code(), "pack");
        press(placed.code(), "deliver");
        assertThat(onHand(product)).isEqualTo(8);
        assertThat(desk("?selesai=" + placed.code()).text()).contains("/langkah/undo");
        press(placed.code(), "undo");
        assertThat(onHand(product)).isEqualTo(10);
        assertThat(view(placed).status().key()).isEqualTo("ready");
        assertThat(order(placed.code()).text()).contains("sudah dibatalkan");
    }

    @Test
    void a_refusal_needs_a_reason_and_gives_the_goods_back() throws SQLException {
        String product = product("uji-jual-tolak", 5);
        PlacedOrder placed = place(product, 5, PaymentMethod.COD);
        assertThat(desk().text()).contains("Maaf, bahannya sedang kosong.");
        Web.Answer without = post(placed.code(), "refuse", "preset=&why=");
        assertThat(without.status()).isEqualTo(409);
        assertThat(without.text()).contains("alasannya perlu ditulis");
        Web.Answer refused = post(
                placed.code(),
                "refuse",
                "preset=" + encoded("Maaf, bahannya sedang kosong.") + "&why=" + encoded("Senin ada lagi."));
        assertThat(refused.status()).isEqualTo(302);
        OrderView view = view(placed);
        assertThat(view.status().key()).isEqualTo("refused");
        assertThat(view.changes().getLast().why()).isEqualTo("Maaf, bahannya sedang kosong. Senin ada lagi.");
        assertThat(reserved(product)).isZero();
        assertThat(desk().text()).doesNotContain("Pembeli Uji uji-jual-tolak");
    }

    @Test
    void a_page_that_is_no_longer_true_changes_nothing() throws SQLException {
        PlacedOrder placed = place(product("uji-jual-usang", 5), 1, PaymentMethod.COD);
        press(placed.code(), "confirm");
        Web.Answer stale =
                web().post(DESK + "/" + placed.code() + "/langkah/prepare", "version=0", session("cemara-indah"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("Halaman ini sudah yang terbaru").doesNotContain("Muat yang terbaru");
        assertThat(view(placed).status().key()).isEqualTo("confirmed");
        Web.Answer wrong = post(placed.code(), "settle", "why=beres");
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.text()).contains("role=\"alert\"");
        assertThat(post(placed.code(), "expire", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seluma", "lebong", "petugas-seluma"})
    void elsewhere_it_is_not_there(String account) throws SQLException {
        PlacedOrder placed = place(product("uji-jual-lain-" + account, 5), 1, PaymentMethod.COD);
        String path = DESK + "/" + placed.code();
        for (String page : List.of(
                path, path + "/cetak", DESK + "?kelompok=17.71-0004", SHOP + "/penjualan", SHOP + "/catat-pesanan")) {
            assertThat(web().get(page, session(account)).status()).as(page).isEqualTo(404);
        }
        assertThat(web().post(path + "/langkah/confirm", "", session(account)).status())
                .isEqualTo(404);
        assertThat(web().get(DESK + "?semua=ya&q=" + placed.code(), session(account))
                        .text())
                .doesNotContain("Pembeli Uji");
        assertThat(view(placed).status().key()).isEqualTo("placed");
    }

    @Test
    void the_province_reads_and_does_not_press() throws SQLException {
        PlacedOrder placed = place(product("uji-jual-provinsi", 5), 1, PaymentMethod.COD);
        Web.Answer page = web().get(DESK + "/" + placed.code(), session("provinsi"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("/langkah/");
        assertThat(web().post(DESK + "/" + placed.code() + "/langkah/confirm", "", session("provinsi"))
                        .status())
                .isEqualTo(403);
        assertThat(Rows.number(
                        database,
                        "select count(*) from identity.audit_trail where action = 'order.read' and subject = '"
                                + view(placed).id() + "'"))
                .isPositive();
    }

    @Test
    void an_order_from_whatsapp_is_written_down_once_however_often_the_button_is_pressed() throws SQLException {
        String product = product("uji-jual-catat", 10);
        String blank =
                web().get(SHOP + "/catat-pesanan", session("cemara-indah")).text();
        assertThat(blank).contains("jumlah-" + product, "10 bisa dijual");
        var found = Pattern.compile("name=\"kunci\" value=\"([0-9a-f-]{36})\"").matcher(blank);
        assertThat(found.find()).isTrue();
        String form =
                "kunci=" + found.group(1) + "&jumlah-" + product + "=4&buyer.name=Ibu+Warung&buyer.phone=0812-3456-7800"
                        + "&delivery.method=pickup&payment=cod&dibayar=ya&diserahkan=ya";
        Web.Answer first = web().post(SHOP + "/catat-pesanan", form, session("cemara-indah"));
        assertThat(first.status()).as(first.text()).isEqualTo(302);
        Web.Answer again = web().post(SHOP + "/catat-pesanan", form, session("cemara-indah"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(onHand(product)).isEqualTo(6);
        String page = web().get(first.header("Location").replaceAll("^https?://[^/]+", ""), session("cemara-indah"))
                .text();
        assertThat(page).contains("dicatat kelompok", "sudah sampai", "lunas");
    }

    @Test
    void a_claim_is_looked_at_also_once_the_group_said_yes_or_the_order_ended() throws SQLException {
        String product = kept(aProduct("uji-jual-klaim").of("cemara-indah").withTransfers());
        PlacedOrder placed = place(product, 1, PaymentMethod.TRANSFER);
        press(placed.code(), "confirm");
        assertThat(card(placed)).contains("Menunggu pembeli membayar");
        claim(placed);
        assertThat(card(placed)).contains("Perlu dijawab", "Uang sudah masuk");
        assertThat(web().get("/kerja", session("cemara-indah")).text()).contains("menunggu jawaban");
        press(placed.code(), "cancel", "why=" + encoded("Tidak jadi."));
        assertThat(card(placed)).contains("Uang pembeli perlu diurus", "bilang sudah membayar", "Uang sudah masuk");
        assertThat(order(placed.code()).text()).contains("Periksa apakah uangnya masuk.");
        assertThat(web().get(DESK + "?semua=ya&status=owed&q=" + placed.code(), session("cemara-indah"))
                        .text())
                .contains("Pembeli Uji " + product);
    }

    @Test
    void what_was_typed_for_a_step_that_is_not_taken_stays_on_the_page() throws SQLException {
        PlacedOrder placed = place(product("uji-jual-ketik", 5), 1, PaymentMethod.COD);
        String path = DESK + "/" + placed.code() + "/langkah/";
        Web.Answer stale = web().post(
                        path + "refuse",
                        "version=9&preset=&why=" + encoded("Bahan habis, maaf."),
                        session("cemara-indah"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains(">Bahan habis, maaf.</textarea>");
        Web.Answer unsaid = web().post(path + "refuse", "why=" + encoded("Bahan habis."), session("cemara-indah"));
        assertThat(unsaid.status()).isEqualTo(428);
        assertThat(unsaid.text()).contains(">Bahan habis.</textarea>");
        Web.Answer late =
                web().post(path + "settle", "version=0&why=" + encoded("Sudah rukun."), session("cemara-indah"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("Yang tadi ditulis:", "Sudah rukun.");
        Web.Answer much =
                web().post(path + "refuse", "version=0&preset=&why=" + "a".repeat(501), session("cemara-indah"));
        assertThat(much.status()).isEqualTo(422);
        assertThat(much.text()).contains("paling panjang 500 huruf", ">" + "a".repeat(501) + "</textarea>");
        assertThat(view(placed).status().key()).isEqualTo("placed");
    }

    @Test
    void an_institution_s_order_is_written_down_and_its_handover_report_printed() throws SQLException {
        String product = kept(aProduct("uji-jual-lembaga").of("cemara-indah").forInstitutions());
        try {
            assertThat(web().get(SHOP + "/catat-pesanan", session("cemara-indah"))
                            .text())
                    .contains("value=\"invoice\"", "buyer.institution");
            String form = "jumlah-" + product + "=2&buyer.name=Ibu+Guru&buyer.phone=0812-3456-7800"
                    + "&delivery.method=pickup&payment=invoice&kunci=" + UUID.randomUUID();
            Web.Answer without = web().post(SHOP + "/catat-pesanan", form, session("cemara-indah"));
            assertThat(without.status()).isEqualTo(422);
            assertThat(without.text()).contains("id=\"buyer.institution-salah\"");
            form += "&buyer.institution=SD+Negeri+Contoh";
            Web.Answer written = web().post(SHOP + "/catat-pesanan", form, session("cemara-indah"));
            assertThat(written.status()).as(written.text()).isEqualTo(302);
            String path =
                    written.header("Location").replaceAll("^https?://[^/]+", "").replaceAll("[?].*", "");
            assertThat(web().get(path, session("cemara-indah")).text()).contains(path + "/serah-terima");
            String report =
                    web().get(path + "/serah-terima", session("cemara-indah")).text();
            assertThat(report).contains("SD Negeri Contoh", "Uji Jual Lembaga", "href=\"" + path + "\"");
            assertThat(web().get(path + "/serah-terima", session("seluma")).status())
                    .isEqualTo(404);
            // Another order on a page already submitted: the first one is on the desk.
            Web.Answer changed = web().post(SHOP + "/catat-pesanan", form + "&buyer.note=x", session("cemara-indah"));
            assertThat(changed.header("Location")).endsWith(DESK + "?kelompok=17.71-0004");
        } finally {
            Rows.run(
                    database,
                    "update market.shops set takes_institutions = false where group_id = (select id from"
                            + " registry.business_groups where slug = 'cemara-indah')");
        }
    }

    @Test
    void what_the_group_brings_is_charged_for_where_it_goes() throws SQLException {
        String product = product("uji-jual-antar", 10);
        String group = "(select id from registry.business_groups where slug = 'cemara-indah')";
        String own = Rows.one(
                database,
                "select coalesce(max(offers_own_delivery::text), 'false') from market.shops where group_id = " + group);
        Rows.run(database, "update market.shops set offers_own_delivery = true where group_id = " + group);
        Rows.run(
                database,
                "insert into market.delivery_rates (group_id, area_code, to_area, fee) select id, area_code, '17.09', 12345"
                        + " from registry.business_groups where slug = 'cemara-indah'");
        try {
            assertThat(web().get(SHOP + "/catat-pesanan", session("cemara-indah"))
                            .text())
                    .contains("name=\"delivery.to\"", "Rp12.345");
            String form = "jumlah-" + product + "=1&buyer.name=Ibu+Jauh&buyer.phone=0812-3456-7800"
                    + "&delivery.method=own&buyer.address=Jalan+Contoh+1&payment=cod";
            Web.Answer nowhere = web().post(SHOP + "/catat-pesanan", form, session("cemara-indah"));
            assertThat(nowhere.status()).isEqualTo(422);
            assertThat(nowhere.text()).contains("id=\"delivery.to-salah\"");
            Web.Answer there =
                    web().post(SHOP + "/catat-pesanan", form + "&delivery.to=17.09", session("cemara-indah"));
            assertThat(there.status()).as(there.text()).isEqualTo(302);
            assertThat(Rows.number(
                            database,
                            "select delivery_fee from market.orders o join market.order_buyers b on b.order_id = o.id"
                                    + " where b.name = 'Ibu Jauh'"))
                    .isEqualTo(12_345);
        } finally {
            Rows.run(database, "delete from market.delivery_rates where to_area = '17.09' and fee = 12345");
            Rows.run(database, "update market.shops set offers_own_delivery = " + own + " where group_id = " + group);
        }
    }

    @Test
    void what_cannot_be_paid_that_way_is_said_with_all_that_was_typed() throws SQLException {
        String product = kept(aProduct("uji-jual-mahal").of("cemara-indah").price(11_000_000));
        Web.Answer much = web().post(
                        SHOP + "/catat-pesanan",
                        "jumlah-" + product
                                + "=1&buyer.name=Ibu+Besar&buyer.phone=081234567800&delivery.method=pickup&payment=qris",
                        session("cemara-indah"));
        assertThat(much.status()).isEqualTo(409);
        assertThat(much.text()).contains("role=\"alert\"", "10.000.000", "value=\"Ibu Besar\"");
        assertThat(reserved(product)).isZero();
    }

    @Test
    void what_was_typed_wrong_is_said_beside_it_and_too_much_is_refused() throws SQLException {
        String product = product("uji-jual-salah", 3);
        Web.Answer empty = web().post(
                        SHOP + "/catat-pesanan",
                        "jumlah-" + product + "=x&buyer.name=&buyer.phone=12&delivery.method=pickup&payment=cod",
                        session("cemara-indah"));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("id=\"jumlah-" + product + "-salah\"", "id=\"buyer.name-salah\"");
        Web.Answer much = web().post(
                        SHOP + "/catat-pesanan",
                        "jumlah-" + product
                                + "=4&buyer.name=Ibu&buyer.phone=081234567800&delivery.method=pickup&payment=cod",
                        session("cemara-indah"));
        assertThat(much.status()).isEqualTo(409);
        assertThat(reserved(product)).isZero();
    }

    @Test
    void a_month_as_a_table_names_no_buyer_unless_the_group_asks_and_runs_no_formula() throws SQLException {
        String product = product("uji-jual-tabel", 10);
        orders.place(new Checkout(
                List.of(new Checkout.Line(product, 1)),
                new Buyer("=1+1 Rumus", "+6281234567811", null, null, null),
                DeliveryChoice.PICKUP,
                PaymentMethod.COD));
        String month = Rows.number(database, "select 1") == 1 ? Rows.one(database, """
                select to_char(max(placed_at) at time zone 'Asia/Jakarta', 'YYYY-MM') from market.orders
                """) : "";
        String path = SHOP + "/penjualan?format=csv&bulan=" + month;
        String plain = web().get(path, session("cemara-indah")).text();
        assertThat(plain).contains("Uji Jual Tabel").doesNotContain("Rumus", "6281234567811");
        String own = web().get(path + "&pembeli=ya", session("cemara-indah")).text();
        assertThat(own).contains("'=1+1 Rumus").contains("'+6281234567811");
        String office = web().get(path + "&pembeli=ya", session("provinsi")).text();
        assertThat(office).contains("Uji Jual Tabel").doesNotContain("Rumus", "6281234567811");
        assertThat(web().get(SHOP + "/penjualan?format=xlsx&bulan=" + month, session("cemara-indah"))
                        .bytes())
                .startsWith('P', 'K');
        assertThat(web().get(SHOP + "/penjualan?format=csv&bulan=kapan", session("cemara-indah"))
                        .status())
                .isEqualTo(400);
        String page = web().get(SHOP + "/penjualan", session("cemara-indah")).text();
        assertThat(page).contains("Minggu ini", "Minggu lalu", "<svg class=\"week-chart\"");
    }

    private String product(String slug, int onHand) throws SQLException {
        return kept(aProduct(slug).of("cemara-indah").onHand(onHand));
    }

    private String kept(AProduct product) throws SQLException {
        try (Connection owner = owner()) {
            return product.insert(owner);
        }
    }

    private Connection owner() throws SQLException {
        return TestDatabases.asOwner(database);
    }

    private PlacedOrder place(String product, int quantity, PaymentMethod method) {
        return orders.place(new Checkout(
                        List.of(new Checkout.Line(product, quantity)),
                        new Buyer(
                                "Pembeli Uji " + product,
                                "+62812" + (10_000_000 + Math.abs(product.hashCode() % 10_000_000)),
                                null,
                                null,
                                null),
                        DeliveryChoice.PICKUP,
                        method))
                .getFirst();
    }

    private OrderView view(PlacedOrder placed) {
        return OrderTokens.asHolder(placed.token(), () -> orders.get(placed.code()));
    }

    private Web.Answer desk() {
        return desk("");
    }

    private Web.Answer desk(String query) {
        Web.Answer answer = web().get(DESK + query, session("cemara-indah"));
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private Web.Answer order(String code) {
        return web().get(DESK + "/" + code, session("cemara-indah"));
    }

    /// The order's card on the desk, up to its buttons.
    private String card(PlacedOrder placed) {
        String desk = desk().text();
        int at = desk.indexOf("id=\"p-" + placed.code());
        assertThat(at).as("on the desk").isPositive();
        String pile = desk.substring(desk.lastIndexOf("<h2", at), desk.indexOf("</h2>", desk.lastIndexOf("<h2", at)));
        return pile + desk.substring(at, desk.indexOf("</li>", at));
    }

    private void claim(PlacedOrder placed) {
        OrderTokens.asHolder(
                placed.token(), () -> orders.take(placed.code(), OrderStep.CLAIM_PAYMENT, StepDetails.NONE));
    }

    private Web.Answer press(String code, String step) throws SQLException {
        return press(code, step, "");
    }

    private Web.Answer press(String code, String step, String form) throws SQLException {
        Web.Answer answer = post(code, step, form);
        assertThat(answer.status()).as(step + " " + answer.text()).isEqualTo(302);
        return answer;
    }

    private Web.Answer post(String code, String step, String form) throws SQLException {
        return web().post(
                        DESK + "/" + code + "/langkah/" + step,
                        "desk=ya&version=" + version(code) + "&" + form,
                        session("cemara-indah"));
    }

    private long version(String code) throws SQLException {
        return Rows.number(database, "select version from market.orders where code = '" + code + "'");
    }

    private long sold() throws SQLException {
        return Rows.number(
                database,
                "select coalesce(sum(amount), 0) from market.sales s join market.sellers g using (group_id)"
                        + " where g.slug = 'cemara-indah'");
    }

    private long onHand(String product) throws SQLException {
        return Rows.number(
                database,
                "select on_hand from market.stock s join market.products p on p.id = s.product_id where slug = '"
                        + product + "'");
    }

    private long reserved(String product) throws SQLException {
        return Rows.number(
                database,
                "select reserved from market.stock s join market.products p on p.id = s.product_id where slug = '"
                        + product + "'");
    }

    private Web web() {
        return Web.of(environment);
    }

    private String[] session(String account) {
        return SESSIONS.computeIfAbsent(account, name -> web().session(name));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
