package id.cemara.market.buying;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.payment.Vectors;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Whether a group takes orders has one answer everywhere: it needs a delivery method and a payment method
/// that go together. Pages, lists, filters, cart, checkout and API agree.
@WritingTest
class GroupsThatTakeOrdersTests {

    private static final String OTHER = "wanita-mandiri";
    private static final AtomicInteger PHONES = new AtomicInteger(30_000_000);

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;
    private Shopper shopper;

    @BeforeEach
    void somebody_new() {
        web = Web.of(environment);
        shopper = new Shopper(web);
    }

    @Test
    void a_group_that_cannot_be_paid_shows_its_goods_and_says_why_they_cannot_be_ordered() throws SQLException {
        String group = "uji-tanpa-bayar";
        String slug = write(aProduct("terima-tanpa-bayar").of(group).onHand(129));
        assertThat(most(slug)).isPositive();
        set(group, "takes_cod = false");

        assertNotOffered(slug, group, "belum mengatur cara bayar");
        assertThat(web.get("/pasar/" + slug).text()).contains("https://wa.me/6281200000001");
        var placed = order(slug, "pickup", "cod");
        assertThat(placed.status()).isEqualTo(422);
        assertThat(placed.text()).contains("order-no-payment").doesNotContain("offered-payment");
        assertTold(slug, group, "pembayaran", "cara bayar");

        // A bank account is offered once it is verified.
        String number = number(group);
        String[] officer = web.bearer("petugas-lebong");
        var sent = web.postJson("/api/v1/groups/" + number + "/payment-destinations", """
                {"kind": "account", "bank": "Bank Contoh", "number": "0001234599", "holder": "Nama Contoh"}
                """, officer);
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        assertThat(most(slug)).as("nobody looked yet").isZero();
        String one = "/api/v1/groups/" + number + "/payment-destinations/"
                + sent.json().get("id").asString();
        String[] office = web.bearer("lebong");
        var verified = web.json("POST", one + "/verification", "{}", office[0], office[1], "If-Match", "\"0\"");
        assertThat(verified.status()).as(verified.text()).isEqualTo(200);
        Poll.until(() -> most(slug) > 0);
        assertOffered(slug, group);
        web.json(
                "POST",
                one + "/withdrawal",
                "{\"why\":\"Uji\"}",
                office[0],
                office[1],
                "If-Match",
                verified.header("ETag"));
        Poll.until(() -> most(slug) == 0);
        assertNotOffered(slug, group, "belum mengatur cara bayar");
        set(group, "takes_institutions = true");
        assertOffered(slug, group);
    }

    @Test
    void a_group_that_hands_nothing_over_says_so_and_follows_its_shop() throws SQLException {
        String group = "uji-tanpa-antar";
        String slug = write(aProduct("terima-tanpa-antar").of(group).onHand(100));
        shop(group, "\"pickup\": false, \"ownDelivery\": true, \"cod\": true, \"rates\": []");
        assertNotOffered(slug, group, "belum mengatur cara terima");
        assertThat(order(slug, "pickup", "cod").text()).contains("order-no-delivery");
        assertTold(slug, group, "toko", "cara terima");
        assertThat(web.get("/kerja/kelompok/" + number(group) + "/toko", web.session("lebong"))
                        .text())
                .contains("Belum bisa dipesan: kelompok ini belum mengatur cara terima");
        shop(group, "\"ownDelivery\": true, \"cod\": true, \"rates\": [{\"to\": \"17.07\", \"fee\": 5000}]");
        assertOffered(slug, group);
        web.post("/kerja/kelompok/" + number(group) + "/toko/ongkir/hapus", "to=17.07", web.session("lebong"));
        assertNotOffered(slug, group, "belum mengatur cara terima");
    }

    @Test
    void the_goods_of_such_a_group_stay_in_the_cart_and_the_others_are_ordered() throws SQLException {
        String group = "uji-tinggal";
        String waits = write(aProduct("terima-tinggal").of(group));
        String sold = write(aProduct("terima-jalan").of(OTHER).price(12_000));
        set(group, "takes_cod = false");
        shopper.add(waits, 2);
        shopper.add(sold, 3);
        assertThat(shopper.get("/keranjang").text())
                .contains("belum mengatur cara bayar", "name=\"q-" + waits + "\"", "name=\"next\"");
        var next = shopper.post("/keranjang/ubah", "q-" + waits, "2", "q-" + sold, "3", "next", "1");
        assertThat(next.header("Location")).endsWith("/keranjang/pesan");
        String page = shopper.get("/keranjang/pesan").text();
        assertThat(page)
                .contains("Terima Tinggal", "tetap di keranjang", "bayar-" + OTHER)
                .doesNotContain("barang-" + group);
        var placed = order(shopper, Shopper.hidden(page));
        assertThat(placed.status()).as(placed.text()).isEqualTo(302);
        assertThat(shopper.get("/keranjang").text())
                .contains("name=\"q-" + waits + "\"")
                .doesNotContain("name=\"q-" + sold + "\"");
        // Alone in the cart it cannot be ordered, and the cart says so.
        assertThat(shopper.get("/keranjang/pesan").header("Location")).endsWith("/keranjang?kabar=stuck");
        assertThat(shopper.get("/keranjang?kabar=stuck").text()).contains("role=\"alert\"", "cara bayar");
    }

    @Test
    void a_group_that_stops_taking_orders_meanwhile_leaves_the_page_that_was_open() throws SQLException {
        String group = "uji-berhenti";
        String stops = write(aProduct("terima-berhenti").of(group));
        String sold = write(aProduct("terima-lanjut").of(OTHER));
        shopper.add(stops, 1);
        shopper.add(sold, 1);
        Map<String, String> page = shopper.checkout();
        set(group, "offers_pickup = false");
        var pressed = shopper.order(
                page,
                "antar-" + group,
                "pickup=0",
                "bayar-" + group,
                "cod",
                "antar-" + OTHER,
                "pickup=0",
                "bayar-" + OTHER,
                "cod",
                "name",
                "Ibu Contoh",
                "phone",
                "0812" + PHONES.incrementAndGet());
        assertThat(pressed.status()).as(pressed.text()).isEqualTo(302);
        assertThat(pressed.header("Location")).endsWith("/keranjang?kabar=stuck");
        assertThat(shopper.get("/keranjang?kabar=stuck").text()).contains("belum mengatur cara terima");
        assertThat(order(shopper, shopper.checkout()).status()).isEqualTo(302);
    }

    @Test
    void more_than_couriers_carry_is_said_in_the_cart() throws SQLException {
        String group = "uji-berat";
        String slug = write(aProduct("terima-berat").of(group).onHand(1000));
        Rows.run(database, "update market.products set weight_grams = 5000 where slug = '" + slug + "'");
        shop(
                group,
                "\"courier\": true, \"institutions\": true,"
                        + " \"tariffs\": [{\"courier\": \"jne\", \"to\": \"17.71\", \"perKg\": 9000}]");
        shopper.add(slug, 21);
        assertThat(shopper.get("/keranjang/pesan").header("Location")).endsWith("/keranjang?kabar=stuck");
        assertThat(shopper.get("/keranjang?kabar=stuck").text()).contains("terlalu berat");
        shopper.post("/keranjang/ubah", "q-" + slug, "20");
        assertThat(shopper.get("/keranjang/pesan").text()).contains("courier:17.71:jne=900000");
    }

    @Test
    void a_smallest_order_that_no_courier_carries_is_not_offered() throws SQLException {
        String group = "uji-terkecil-berat";
        String slug = write(aProduct("terkecil-berat").of(group).between(21, 40).onHand(1000));
        Rows.run(database, "update market.products set weight_grams = 5000 where slug = '" + slug + "'");
        shop(
                group,
                "\"courier\": true, \"institutions\": true,"
                        + " \"tariffs\": [{\"courier\": \"jne\", \"to\": \"17.71\", \"perKg\": 9000}]");
        assertNotOffered(slug, group, "lebih berat daripada 100 kg");
        assertThat(web.get("/kerja/kelompok/" + number(group) + "/produk/" + slug, web.session("lebong"))
                        .text())
                .contains("lebih berat daripada 100 kg", "/kerja/kelompok/" + number(group) + "/toko");
        assertThat(order(slug, 21, "courier:jne", "invoice").text()).contains("delivery-too-heavy");
        Rows.run(database, "update market.products set min_quantity = 20 where slug = '" + slug + "'");
        assertThat(most(slug)).isEqualTo(40);
        assertThat(isListed(slug, group)).isTrue();
        assertThat(order(slug, 20, "courier:jne", "invoice").status()).isEqualTo(201);
        // Room counts as the courier's rule says: 20 of them take 120 kg.
        Rows.run(
                database,
                "update market.products set length_mm = 400, width_mm = 300, height_mm = 300 where slug = '" + slug
                        + "'");
        assertNotOffered(slug, group, "lebih berat daripada 100 kg");
        shop(group, "\"pickup\": true, \"courier\": true, \"institutions\": true, \"tariffs\": []");
        assertThat(most(slug)).isEqualTo(40);
    }

    @Test
    void a_smallest_order_that_costs_more_than_qris_takes_is_not_offered() throws SQLException {
        String group = "uji-terkecil-mahal";
        String slug = write(aProduct("terkecil-mahal")
                .of(group)
                .between(20, 40)
                .price(600_000)
                .onHand(1000));
        shop(group, "\"pickup\": true, \"ownDelivery\": true, \"rates\": [{\"to\": \"17.07\", \"fee\": 5000}]");
        verifiedQris(group);
        Poll.until(() -> web.get("/pasar/" + slug).text().contains("hanya menerima QRIS"));
        assertNotOffered(slug, group, "hanya menerima QRIS");
        assertThat(order(slug, 20, "pickup", "qris").text()).contains("qris-amount-too-large");
        Rows.run(database, "update market.products set price = 500000 where slug = '" + slug + "'");
        assertThat(most(slug)).isEqualTo(40);
        assertThat(isListed(slug, group)).isTrue();
        assertThat(order(slug, 20, "pickup", "qris").status()).isEqualTo(201);
        // Bringing it costs 5,000 more.
        set(group, "offers_pickup = false");
        assertNotOffered(slug, group, "hanya menerima QRIS");
        Rows.run(
                database,
                "insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)"
                        + " select id, group_id, area_code, 15, 400000 from market.products where slug = '" + slug
                        + "'");
        assertThat(isListed(slug, group)).as("at the price of a step").isTrue();
        Rows.run(
                database,
                "delete from market.price_steps where product_id = (select id from market.products where slug = '"
                        + slug + "')");
        assertThat(isListed(slug, group)).as("without the step").isFalse();
        set(group, "takes_cod = true");
        assertThat(isListed(slug, group)).as("with cash").isTrue();
    }

    private void verifiedQris(String group) {
        String path = "/api/v1/groups/" + number(group) + "/payment-destinations";
        var sent = web.postJson(
                path, "{\"kind\": \"qris\", \"code\": \"" + Vectors.STATIC + "\"}", web.bearer("petugas-lebong"));
        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        String[] office = web.bearer("lebong");
        var verified = web.json(
                "POST",
                path + "/" + sent.json().get("id").asString() + "/verification",
                "{}",
                office[0],
                office[1],
                "If-Match",
                "\"0\"");
        assertThat(verified.status()).as(verified.text()).isEqualTo(200);
    }

    @Test
    void what_is_offered_can_be_ordered_by_somebody_and_nothing_else_whatever_the_shop_says() throws SQLException {
        long seed = 20261129;
        var random = new Random(seed);
        String group = "uji-acak-cara";
        String slug = write(aProduct("terima-acak").of(group).onHand(100_000));
        for (int round = 0; round < 24; round++) {
            boolean isWeighed = random.nextBoolean();
            boolean collects = random.nextInt(3) == 0;
            String shop =
                    "takes_cod = %s, takes_institutions = %s, offers_pickup = %s, offers_own_delivery = %s, offers_courier = %s"
                            .formatted(
                                    random.nextBoolean(),
                                    random.nextInt(4) == 0,
                                    random.nextInt(3) == 0,
                                    random.nextBoolean(),
                                    random.nextBoolean());
            boolean hasRate = random.nextBoolean();
            boolean hasTariff = random.nextBoolean();
            String state = "seed %s, round %s: %s, weighed %s, rate %s, tariff %s, cash %s"
                    .formatted(seed, round, shop, isWeighed, hasRate, hasTariff, collects);
            set(group, shop);
            Rows.run(
                    database,
                    "update market.courier_rules set collects_cash = %s where courier_key = 'local'"
                            .formatted(collects),
                    "update market.products set weight_grams = %s where slug = '%s'"
                            .formatted(isWeighed ? "900" : "null", slug),
                    "delete from market.delivery_rates where group_id = (" + id(group) + ")",
                    "delete from market.courier_tariffs where group_id = (" + id(group) + ")");
            if (hasRate) {
                Rows.run(
                        database,
                        "insert into market.delivery_rates (group_id, area_code, to_area, fee) select id, area_code,"
                                + " '17.71', 1 from registry.business_groups where slug = '" + group + "'");
            }
            if (hasTariff) {
                Rows.run(
                        database,
                        "insert into market.courier_tariffs (group_id, area_code, courier_key, to_area, per_kg)"
                                + " select id, area_code, 'local', '17.71', 1 from registry.business_groups where slug = '"
                                + group + "'");
            }
            boolean isOrdered = List.of("pickup", "own", "courier").stream()
                    .anyMatch(way -> List.of("cod", "invoice").stream()
                            .anyMatch(payment -> order(slug, way, payment).status() == 201));
            assertThat(most(slug) > 0).as(state).isEqualTo(isOrdered);
            assertThat(isListed(slug, group)).as(state + ", in the lists").isEqualTo(isOrdered);
            assertThat(web.get("/pasar/" + slug).text().contains("action=\"/keranjang\""))
                    .as(state + ", on the page")
                    .isEqualTo(isOrdered);
            var buyer = new Shopper(web);
            buyer.add(slug, 1);
            assertThat(buyer.get("/keranjang/pesan").status())
                    .as(state + ", at the checkout")
                    .isEqualTo(isOrdered ? 200 : 302);
        }
        Rows.run(database, "update market.courier_rules set collects_cash = false where courier_key = 'local'");
    }

    private void assertNotOffered(String slug, String group, String why) {
        assertThat(most(slug)).isZero();
        assertThat(isListed(slug, group)).isFalse();
        assertThat(web.get("/pasar?group=" + group).text()).contains("Belum bisa dipesan");
        assertThat(web.get("/pasar/" + slug).text())
                .contains(why, "schema.org/OutOfStock")
                .doesNotContain("action=\"/keranjang\"", "schema.org/InStock", "Sedang habis");
        assertThat(web.get("/kelompok/" + group).text()).contains("/pasar/" + slug, "Belum bisa dipesan");
        var buyer = new Shopper(web);
        buyer.add(slug, 1);
        assertThat(buyer.get("/keranjang").text()).contains(why);
        assertThat(buyer.get("/keranjang/pesan").header("Location")).endsWith("/keranjang?kabar=stuck");
    }

    private void assertOffered(String slug, String group) {
        assertThat(most(slug)).isPositive();
        assertThat(isListed(slug, group)).isTrue();
        assertThat(web.get("/pasar/" + slug).text())
                .contains("action=\"/keranjang\"", "schema.org/InStock")
                .doesNotContain("Belum bisa dipesan");
        var buyer = new Shopper(web);
        buyer.add(slug, 1);
        assertThat(buyer.get("/keranjang/pesan").status()).isEqualTo(200);
    }

    /// Asserts that the work space tells those who can solve it, with a link.
    private void assertTold(String slug, String group, String place, String why) {
        String[] office = web.session("lebong");
        String desk = web.get("/kerja/kelompok/" + number(group) + "/produk/" + slug, office)
                .text();
        assertThat(desk)
                .contains("Belum bisa dipesan", why, "/kerja/kelompok/" + number(group) + "/" + place)
                .doesNotContain("memesannya");
        assertThat(web.get("/kerja", office).text()).contains("/kerja/produk?state=untaken");
        assertThat(web.get("/kerja/produk?state=untaken&q=" + slug.replace('-', '+'), office)
                        .text())
                .contains(slug);
    }

    private boolean isListed(String slug, String group) {
        return web.get("/api/v1/products?inStock=true&group=" + group).text().contains("\"" + slug + "\"");
    }

    private int most(String slug) {
        return web.get("/api/v1/products/" + slug).json().get("most").asInt();
    }

    private Web.Answer order(String slug, String way, String payment) {
        return order(slug, 1, way, payment);
    }

    private Web.Answer order(String slug, int quantity, String way, String payment) {
        String to = way.equals("pickup") ? "" : ",\"to\":\"17.71.01.1001\"";
        String method = way.replaceAll(":.*", "");
        String courier = method.equals("courier")
                ? ",\"courier\":\"" + (way.equals("courier") ? "local" : way.replaceAll(".*:", "")) + "\""
                : "";
        return web.postJson("/api/v1/orders", """
                {"lines":[{"product":"%s","quantity":%d}],
                 "buyer":{"name":"Ibu Contoh","phone":"+62812%s","address":"Jalan Contoh 1","institution":"Kantor"},
                 "delivery":{"method":"%s"%s%s},"payment":"%s"}
                """.formatted(
                        slug, quantity, PHONES.incrementAndGet(), method, to, courier, payment));
    }

    private Web.Answer order(Shopper who, Map<String, String> page) {
        return who.order(
                page,
                "antar-" + OTHER,
                "pickup=0",
                "bayar-" + OTHER,
                "cod",
                "name",
                "Ibu Contoh",
                "phone",
                "0812" + PHONES.incrementAndGet());
    }

    private void shop(String group, String facts) {
        String[] office = web.bearer("lebong");
        String path = "/api/v1/groups/" + number(group) + "/shop";
        var kept = web.json(
                "PUT",
                path,
                "{" + facts + "}",
                office[0],
                office[1],
                "If-Match",
                web.get(path, office).header("ETag"));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    }

    private void set(String group, String facts) {
        Rows.run(database, "update market.shops set " + facts + " where group_id = (" + id(group) + ")");
    }

    private String number(String group) {
        return Rows.one(database, "select number from registry.business_groups where slug = '" + group + "'");
    }

    private static String id(String group) {
        return "select id from registry.business_groups where slug = '" + group + "'";
    }

    private String write(AProduct product) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            return product.insert(owner);
        }
    }
}
