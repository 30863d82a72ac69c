package id.cemara.market.shop;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.market.buying.Shopper;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Combinations of delivery and payment that cannot work are refused with an explanation, by form and API,
/// both in the shop settings and at the checkout. What pages say about delivery is true.
@WritingTest
class WhereGoodsGoTests {

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
    void the_database_knows_what_a_courier_charges_as_its_rule_does() throws SQLException {
        long seed = 20261130;
        var random = new Random(seed);
        try (Connection owner = TestDatabases.asOwner(database)) {
            for (int round = 0; round < 300; round++) {
                Integer divisor = random.nextInt(3) == 0
                        ? null
                        : List.of(1, 4999, 5000, 6000).get(random.nextInt(4));
                var rule = new WeightRule(1 + random.nextInt(10), random.nextInt(1000), divisor);
                long grams = random.nextInt(5) == 0 ? random.nextLong(100_000_000_000L) : random.nextLong(120_000);
                long room =
                        random.nextInt(5) == 0 ? 0 : random.nextLong(100_000_000_000_000_000L >> random.nextInt(40));
                assertThat(Rows.number(
                                owner,
                                "select market.courier_kilograms(%d, %d, %s, %d, %d)"
                                        .formatted(rule.minimumKg(), rule.toleranceGrams(), divisor, grams, room)))
                        .as("seed %d, round %d: %s, %d g, %d mm3", seed, round, rule, grams, room)
                        .isEqualTo(rule.kilograms(new Load(grams, room)));
            }
            assertThat(Rows.number(owner, "select market.most_kilograms()")).isEqualTo(DeliveryFees.MOST_KILOGRAMS);
        }
    }

    @Test
    void landlines_and_numbers_of_other_countries_are_no_phone_for_an_order() throws SQLException {
        String slug = sold("uji-nomor", "offers_pickup = true");
        String number = number("uji-nomor");
        String shop = "/kerja/kelompok/" + number + "/toko";
        String[] office = web.session("lebong");
        String version = web.get("/api/v1/groups/" + number + "/shop", web.bearer("lebong"))
                .header("ETag")
                .replaceAll("\\D", "");
        for (String typed : List.of("+1 650 253 0000", "0736-21234", "+62 21 5550123", "+60 12 345 6789")) {
            JsonNode refused = ordered(slug, typed, "pickup", null, null, "cod").json();
            assertThat(refused.toString()).as(typed).contains("buyer.phone", "mobile-phone", "nomor HP Indonesia");
            var shopper = new Shopper(web);
            shopper.add(slug, 1);
            assertThat(shopper.order(
                                    shopper.checkout(),
                                    "name",
                                    "Ibu Contoh",
                                    "phone",
                                    typed,
                                    "antar-uji-nomor",
                                    "pickup=0",
                                    "bayar-uji-nomor",
                                    "cod")
                            .text())
                    .as(typed)
                    .contains("id=\"phone-salah\"", "nomor HP Indonesia");
            assertThat(web.post(shop, "version=" + version + "&pickup=ya&whatsapp=" + typed.replace("+", "%2B"), office)
                            .text())
                    .as(typed)
                    .contains("id=\"whatsapp-salah\"", "nomor HP Indonesia");
        }
        assertThat(ordered(slug, "0812-7777-0101", "pickup", null, null, "cod").status())
                .isEqualTo(201);
    }

    @Test
    void cash_on_delivery_needs_a_courier_that_collects_it() throws SQLException {
        String slug = sold("uji-tagih", "offers_pickup = true, offers_courier = true");
        run("update market.products set weight_grams = 500 where slug = '%s'".formatted(slug));
        run("""
                insert into market.courier_tariffs (group_id, area_code, courier_key, to_area, per_kg)
                select group_id, area_code, 'jne', '17.71', 12000 from market.products where slug = '%s'
                """.formatted(slug));
        JsonNode refused =
                ordered(slug, "081277770102", "courier", "17.71", "jne", "cod").json();
        assertThat(refused.toString()).contains("\"payment\"", "cash-not-collected", "tidak menagih uang");
        var shopper = new Shopper(web);
        shopper.add(slug, 1);
        Web.Answer page = shopper.order(
                shopper.checkout(),
                "name",
                "Ibu Contoh",
                "phone",
                "081277770102",
                "address",
                "Jalan Contoh 1",
                "antar-uji-tagih",
                "courier:17.71:jne=12000",
                "bayar-uji-tagih",
                "cod");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("tidak menagih uang");

        String api = "/api/v1/groups/" + number("uji-tagih") + "/shop";
        String[] office = web.bearer("lebong");
        String tag = web.get(api, office).header("ETag");
        String onlyCourier = "{\"courier\":true,\"cod\":true}";
        Web.Answer setUp = web.json("PUT", api, onlyCourier, office[0], office[1], "If-Match", tag);
        assertThat(setUp.status()).as(setUp.text()).isEqualTo(422);
        assertThat(setUp.text()).contains("cash-taken");
        assertThat(web.post(
                                "/kerja/kelompok/" + number("uji-tagih") + "/toko",
                                "version=" + tag.replaceAll("\\D", "") + "&courier=ya&cod=ya",
                                web.session("lebong"))
                        .text())
                .contains("id=\"cod-salah\"", "tarif kurir yang menagih COD");

        run("update market.courier_rules set collects_cash = true where courier_key = 'jne'");
        try {
            assertThat(ordered(slug, "081277770102", "courier", "17.71", "jne", "cod")
                            .status())
                    .isEqualTo(201);
            assertThat(web.json("PUT", api, onlyCourier, office[0], office[1], "If-Match", tag)
                            .status())
                    .isEqualTo(200);
        } finally {
            run("update market.courier_rules set collects_cash = false where courier_key = 'jne'");
        }
    }

    @Test
    void an_area_of_which_a_part_costs_more_is_no_place_to_bring_to() throws SQLException {
        String slug = sold("uji-antar", "offers_pickup = false, offers_own_delivery = true");
        rate(slug, "17.07", 10_000);
        rate(slug, "17.07.04", 25_000);
        JsonNode refused =
                ordered(slug, "081277770103", "own", "17.07", null, "cod").json();
        assertThat(refused.toString()).contains("delivery.to", "delivery-narrower-area", "Lebong Selatan");
        assertThat(ordered(slug, "081277770103", "own", "17", null, "cod")
                        .json()
                        .toString())
                .as("nobody brings to a whole province")
                .contains("delivery-no-rate");
        Web.Answer there = ordered(slug, "081277770103", "own", "17.07.04.1003", null, "cod");
        assertThat(there.json().get("orders").get(0).get("deliveryFee").asLong())
                .isEqualTo(25_000);
        Web.Answer elsewhere = ordered(slug, "081277770104", "own", "17.07.01", null, "cod");
        assertThat(elsewhere.status()).as(elsewhere.text()).isEqualTo(201);
        assertThat(elsewhere.json().get("orders").get(0).get("deliveryFee").asLong())
                .isEqualTo(10_000);
        var shopper = new Shopper(web);
        shopper.add(slug, 1);
        assertThat(shopper.get("/keranjang/pesan").text())
                .contains("\"own:17.07.04=25000\"", "\"own:17.07.01=10000\"")
                .doesNotContain("\"own:17.07=10000\"", "\"own:17.07.04=10000\"");
    }

    @Test
    void ready_to_send_is_said_only_where_goods_are_brought_or_sent() throws SQLException {
        String slug = sold("uji-siap", "offers_pickup = true");
        run("update market.stock set on_hand = 50 where product_id = (select id from market.products where slug = '%s')"
                .formatted(slug));
        assertThat(web.get("/pasar/" + slug).text())
                .contains("diambil di tempat kelompok")
                .doesNotContainIgnoringCase("siap kirim");
        shop("uji-siap", "offers_own_delivery = true");
        assertThat(web.get("/pasar/" + slug).text()).as("nowhere yet").doesNotContainIgnoringCase("siap kirim");
        rate(slug, "17.07", 5_000);
        shop("uji-siap", "version = version + 1");
        assertThat(web.get("/pasar/" + slug).text())
                .contains("siap kirim")
                .doesNotContain("diambil di tempat kelompok");
        shop("uji-siap", "offers_own_delivery = false, offers_courier = true");
        assertThat(web.get("/pasar/" + slug).text()).as("no tariff yet").doesNotContainIgnoringCase("siap kirim");
    }

    @Test
    void what_was_saved_is_seen_at_once_only_where_that_way_is_offered() throws SQLException {
        sold("uji-simpan", "offers_pickup = true");
        String shop = "/kerja/kelompok/" + number("uji-simpan") + "/toko";
        String[] office = web.session("lebong");
        String rate = "rateTo=17.07&rateFee=10.000";
        String tariff = "tariffCourier=jne&tariffTo=17.71&tariffPerKg=12.000";
        assertThat(saved(shop + "/ongkir", rate, office))
                .contains("Pembeli baru melihatnya sesudah", "Kelompok mengantar")
                .doesNotContain("Pembeli langsung melihat");
        assertThat(saved(shop + "/kurir", tariff, office))
                .contains("Pembeli baru melihatnya sesudah", "Dikirim lewat kurir")
                .doesNotContain("Pembeli langsung melihat");
        shop("uji-simpan", "offers_own_delivery = true, offers_courier = true");
        assertThat(saved(shop + "/ongkir", rate, office)).contains("Pembeli langsung melihat yang baru");
        assertThat(saved(shop + "/kurir", tariff, office)).contains("Pembeli langsung melihat yang baru");
    }

    private String saved(String path, String form, String[] session) {
        Web.Answer kept = web.post(path, form, session);
        assertThat(kept.status()).as(kept.text()).isEqualTo(302);
        return web.get(kept.header("Location").replaceFirst("^https?://[^/]+", ""), session)
                .text();
    }

    private Web.Answer ordered(
            String slug, String phone, String way, @Nullable String to, @Nullable String courier, String payment) {
        String place = to == null ? "" : ",\"to\":\"" + to + "\"";
        String by = courier == null ? "" : ",\"courier\":\"" + courier + "\"";
        return web.postJson("/api/v1/orders", """
                {"lines":[{"product":"%s","quantity":1}],
                 "buyer":{"name":"Ibu Contoh","phone":"%s","address":"Jalan Contoh 1"},
                 "delivery":{"method":"%s"%s%s},"payment":"%s"}
                """.formatted(slug, phone, way, place, by, payment));
    }

    /// Inserts a product and its group in Lebong Selatan, both with that name.
    private String sold(String name, String shop) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            AProduct.aProduct(name).of(name).insert(owner);
        }
        shop(name, "takes_cod = true, " + shop);
        return name;
    }

    private void shop(String group, String change) {
        run("update market.shops set %s where group_id = (select id from registry.business_groups where slug = '%s')"
                .formatted(change, group));
    }

    private void rate(String slug, String to, long fee) {
        run("""
                insert into market.delivery_rates (group_id, area_code, to_area, fee)
                select group_id, area_code, '%s', %s from market.products where slug = '%s'
                """.formatted(to, fee, slug));
    }

    private String number(String group) {
        return Rows.one(database, "select number from registry.business_groups where slug = '%s'".formatted(group));
    }

    private void run(String sql) {
        Rows.run(database, sql);
    }
}
