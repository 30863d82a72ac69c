package id.cemara.market.buying;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// The checkout: totals before the last step, one submit places each order once, and every problem beside
/// its field.
@WritingTest
class CheckingOutTests {

    private static final String GROUP = "wanita-mandiri";

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
    void a_double_press_and_a_lost_answer_make_one_order() throws SQLException {
        write(aProduct("pesan-satu").of("wanita-mandiri").price(12_000));
        shopper.add("pesan-satu", 3);
        Map<String, String> page = shopper.checkout();
        var twin = new Shopper(web);
        var first = order(shopper, page, "0812 0001 0001");
        var second = order(twin, page, "0812 0001 0001");

        assertThat(first.status()).as(first.text()).isEqualTo(302);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(Rows.one(database, "select count(*) from market.order_lines where slug = 'pesan-satu'"))
                .isEqualTo("1");
        assertThat(shopper.get("/keranjang").text()).contains("Keranjang masih kosong");

        // Submitting the same page with other values does not place a second order either.
        var other = twin.order(
                page,
                "antar-" + GROUP,
                "pickup=0",
                "bayar-" + GROUP,
                "cod",
                "name",
                "Orang Lain",
                "phone",
                "081200010002");
        assertThat(other.header("Location")).contains("/keranjang?kabar=ordered");
        assertThat(Rows.one(database, "select count(*) from market.order_lines where slug = 'pesan-satu'"))
                .isEqualTo("1");
    }

    @Test
    void a_press_whose_answer_was_lost_leads_to_its_order_whatever_has_changed_since() throws SQLException {
        write(aProduct("pesan-hilang").of("uji-pesan-hilang").price(12_000));
        shopper.add("pesan-hilang", 2);
        Map<String, String> page = shopper.checkout();
        String[] typed = {
            "antar-uji-pesan-hilang",
            "pickup=0",
            "bayar-uji-pesan-hilang",
            "cod",
            "name",
            "Ibu Contoh",
            "phone",
            "081200110011"
        };
        var first = shopper.order(page, typed);
        assertThat(first.status()).as(first.text()).isEqualTo(302);
        Rows.run(
                database,
                "update market.shops set offers_pickup = false, offers_own_delivery = true where group_id ="
                        + " (select id from registry.business_groups where slug = 'uji-pesan-hilang')");
        Rows.run(database, "update market.products set price = 13000, state = 'resting' where slug = 'pesan-hilang'");
        var again = new Shopper(web).order(page, typed);
        assertThat(again.status()).as(again.text()).isEqualTo(302);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(Rows.one(database, "select count(*) from market.order_lines where slug = 'pesan-hilang'"))
                .isEqualTo("1");
    }

    @Test
    void one_press_orders_from_several_groups_and_the_pages_know_each_other() throws SQLException {
        write(aProduct("pesan-dua").of("wanita-mandiri"));
        write(aProduct("pesan-tiga").of("cemara-indah"));
        shopper.add("pesan-dua", 1);
        shopper.add("pesan-tiga", 2);
        Map<String, String> page = shopper.checkout();
        var placed = shopper.order(
                page,
                "antar-" + GROUP,
                "pickup=0",
                "bayar-" + GROUP,
                "cod",
                "antar-cemara-indah",
                "pickup=0",
                "bayar-cemara-indah",
                "cod",
                "name",
                "Ibu Contoh",
                "phone",
                "081200020002");
        assertThat(placed.status()).as(placed.text()).isEqualTo(302);
        String code = Shopper.code(placed);
        String first = shopper.get("/pesanan/" + code).text();
        assertThat(first).contains("Pesanan ke kelompok lain", "?token=" + shopper.token(code));
        String sibling = Rows.one(
                database,
                "select b.code from market.orders a join market.orders b using (checkout_id)" + " where a.code = '"
                        + code + "' and b.code <> '" + code + "'");
        assertThat(first).contains("/pesanan/" + sibling).doesNotContain(shopper.token(sibling));
        assertThat(shopper.get("/pesanan/" + sibling).text()).contains("?token=" + shopper.token(sibling));
        // After another checkout this browser still has the tokens of all its orders.
        shopper.buys("pesan-dua", GROUP, 1);
        for (int look = 0; look < 2; look++) {
            assertThat(shopper.get("/pesanan/" + code).text())
                    .contains("?token=" + shopper.token(code), "data-copy=\"tautan\"", "/pesanan/" + sibling)
                    .contains("Cemara Indah</a>", "Rp20.000")
                    .doesNotContain(shopper.token(sibling));
        }
        // A browser with the link of one order does not see the other.
        var elsewhere = new Shopper(web);
        elsewhere.get("/pesanan/" + code + "?token=" + shopper.token(code));
        assertThat(elsewhere.get("/pesanan/" + code).text())
                .contains("?token=" + shopper.token(code))
                .doesNotContain("Cemara Indah", sibling);
    }

    @Test
    void a_cart_that_was_ordered_in_another_tab_keeps_what_was_added_since() throws SQLException {
        write(aProduct("pesan-tab-satu").of("wanita-mandiri").onHand(50));
        write(aProduct("pesan-tab-dua").of("wanita-mandiri").onHand(50));
        shopper.add("pesan-tab-satu", 3);
        Map<String, String> tab = shopper.checkout();
        Map<String, String> otherTab = shopper.checkout();
        shopper.add("pesan-tab-satu", 2);
        shopper.add("pesan-tab-dua", 1);
        assertThat(order(shopper, tab, "0812 0020 0001").status()).isEqualTo(302);
        assertThat(shopper.get("/keranjang").text())
                .as("what was put in between opening and pressing")
                .contains("name=\"q-pesan-tab-satu\"", "value=\"2\"", "name=\"q-pesan-tab-dua\"");
        shopper.add("pesan-tab-satu", 5);
        // Neither the same page again nor one opened before takes what was added to the cart since.
        for (Map<String, String> page : List.of(tab, otherTab)) {
            assertThat(order(shopper, page, "0812 0020 0001").status()).isEqualTo(302);
            assertThat(shopper.get("/keranjang").text())
                    .contains("name=\"q-pesan-tab-satu\"", "value=\"7\"", "name=\"q-pesan-tab-dua\"");
        }
    }

    @Test
    void a_cart_open_on_two_pages_is_ordered_once() throws SQLException {
        write(aProduct("pesan-kembar").of("wanita-mandiri").onHand(50));
        for (String then : List.of("emptied", "filled again")) {
            shopper.add("pesan-kembar", 3);
            Map<String, String> tab = shopper.checkout();
            Map<String, String> otherTab = shopper.checkout();
            assertThat(order(shopper, tab, "0812 0021 0001").status()).isEqualTo(302);
            if (then.equals("filled again")) {
                shopper.add("pesan-kembar", 1);
            }
            String ordered = ordersOfTwin();
            var second = order(shopper, otherTab, "0812 0021 0001");
            assertThat(second.header("Location")).as(then).endsWith("/keranjang?kabar=elsewhere");
            assertThat(ordersOfTwin()).as(then).isEqualTo(ordered);
            assertThat(shopper.get("/keranjang?kabar=elsewhere").text()).contains("dipesan atau dikeluarkan");
            assertThat(shopper.order(otherTab, "take", "1").header("Location"))
                    .as("taking what is left")
                    .endsWith("/keranjang?kabar=elsewhere");
        }
        shopper.post("/keranjang/ubah", "q-pesan-kembar", "0");
        assertThat(shopper.post("/keranjang/ubah", "q-pesan-kembar", "2").header("Location"))
                .endsWith("/keranjang?kabar=elsewhere");
    }

    private String ordersOfTwin() {
        return Rows.one(database, "select count(*) from market.order_lines where slug = 'pesan-kembar'");
    }

    @Test
    void taking_what_is_left_keeps_what_was_added_since() throws SQLException {
        write(aProduct("pesan-sisa-satu").of("wanita-mandiri").onHand(5));
        write(aProduct("pesan-sisa-dua").of("wanita-mandiri"));
        shopper.add("pesan-sisa-satu", 4);
        Map<String, String> page = shopper.checkout();
        shopper.add("pesan-sisa-dua", 1);
        Rows.run(
                database,
                "update market.stock set on_hand = 3 where product_id = '%s'"
                        .formatted(aProduct("pesan-sisa-satu").id()));
        shopper.order(page, "take", "1");
        assertThat(shopper.get("/keranjang").text())
                .contains("name=\"q-pesan-sisa-satu\"", "value=\"3\"", "name=\"q-pesan-sisa-dua\"");
    }

    @Test
    void what_cannot_be_paid_that_way_is_said_with_all_that_was_typed() throws SQLException {
        write(aProduct("pesan-mahal").of("cemara-indah").price(11_000_000));
        shopper.add("pesan-mahal", 1);
        var much = shopper.order(
                shopper.checkout(),
                "antar-cemara-indah",
                "pickup=0",
                "bayar-cemara-indah",
                "qris",
                "name",
                "Ibu Besar",
                "phone",
                "081200020009");
        assertThat(much.status()).isEqualTo(409);
        assertThat(much.text()).contains("role=\"alert\"", "10.000.000", "value=\"Ibu Besar\"");
    }

    @Test
    void groups_may_be_paid_in_different_ways_and_still_all_or_nothing_is_ordered() throws SQLException {
        write(aProduct("pesan-empat").of("wanita-mandiri").forInstitutions());
        write(aProduct("pesan-lima").of("cemara-indah").onHand(1));
        shopper.add("pesan-empat", 1);
        shopper.add("pesan-lima", 1);
        Map<String, String> page = shopper.checkout();
        Rows.run(
                database,
                "update market.stock set on_hand = 0 where product_id = '%s'"
                        .formatted(aProduct("pesan-lima").id()));
        String[] typed = {
            "antar-" + GROUP,
            "pickup=0",
            "bayar-" + GROUP,
            "invoice",
            "antar-cemara-indah",
            "pickup=0",
            "bayar-cemara-indah",
            "cod",
            "name",
            "Ibu Contoh",
            "phone",
            "081200030003",
            "institution",
            "Kantor Contoh"
        };
        var few = shopper.order(page, typed);
        assertThat(few.status()).isEqualTo(409);
        assertThat(few.text())
                .contains("Pesan Lima: diminta 1, tinggal 0 buah", "Ambil yang masih ada", "Kantor Contoh");
        assertThat(Rows.one(database, "select count(*) from market.order_lines where slug like 'pesan-empat'"))
                .isEqualTo("0");

        Rows.run(
                database,
                "update market.stock set on_hand = 1 where product_id = '%s'"
                        .formatted(aProduct("pesan-lima").id()));
        var placed = shopper.order(page, typed);
        assertThat(placed.status()).as(placed.text()).isEqualTo(302);
        assertThat(Rows.one(
                        database,
                        "select count(*) from market.order_lines where slug in ('pesan-empat', 'pesan-lima')"))
                .isEqualTo("2");
    }

    @Test
    void every_mistake_is_beside_its_field_and_what_was_typed_stays() throws SQLException {
        write(aProduct("pesan-enam").of("wanita-mandiri"));
        shopper.add("pesan-enam", 1);
        Map<String, String> page = shopper.checkout();
        var wrong = shopper.order(page, "name", "", "phone", "12", "note", "Tolong <dibungkus> rapi");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text())
                .contains("id=\"name-salah\"", "id=\"phone-salah\"", "value=\"12\"")
                .contains("Tolong &lt;dibungkus&gt; rapi", "Ada 4 isian");
        for (String choice : List.of("antar-wanita-mandiri", "bayar-wanita-mandiri")) {
            assertThat(wrong.text())
                    .contains("href=\"#" + choice + "\"", " id=\"" + choice + "\"", " id=\"" + choice + "-salah\"");
        }
        assertThat(Shopper.hidden(wrong.text())).containsEntry("key", page.get("key"));

        var right = order(shopper, Shopper.hidden(wrong.text()), "0812 0004 0004");
        assertThat(right.status()).isEqualTo(302);
    }

    @Test
    void too_little_says_how_many_are_left_and_offers_them() throws SQLException {
        write(aProduct("pesan-tujuh").of("wanita-mandiri").onHand(5).price(2_000));
        shopper.add("pesan-tujuh", 4);
        Map<String, String> page = shopper.checkout();
        Rows.run(
                database,
                "update market.stock set on_hand = 3 where product_id = '%s'"
                        .formatted(aProduct("pesan-tujuh").id()));
        var few = order(shopper, page, "0812 0005 0005");
        assertThat(few.status()).isEqualTo(409);
        assertThat(few.text()).contains("diminta 4, tinggal 3 buah", "Ibu Ani Contoh");
        var taken = shopper.order(page, "take", "1", "name", "Ibu Ani Contoh", "phone", "081200050005");
        assertThat(taken.text()).contains("Rp6.000", "value=\"Ibu Ani Contoh\"", "disesuaikan");
        assertThat(order(shopper, Shopper.hidden(taken.text()), "0812 0005 0005")
                        .status())
                .isEqualTo(302);
    }

    @Test
    void the_weeks_of_what_is_made_to_order_are_left_too() throws SQLException {
        write(aProduct("pesan-minggu").of("wanita-mandiri").madeToOrder(1, 2).price(2_000));
        shopper.add("pesan-minggu", 15);
        assertThat(shopper.get("/keranjang").text()).contains("12 buah");
        assertThat(shopper.get("/keranjang/pesan").header("Location")).endsWith("/keranjang?kabar=stuck");

        var other = new Shopper(web);
        other.add("pesan-minggu", 12);
        Map<String, String> page = other.checkout();
        var faster = new Shopper(web);
        faster.add("pesan-minggu", 3);
        assertThat(order(faster, faster.checkout(), "0812 0010 0011").status()).isEqualTo(302);

        var few = order(other, page, "0812 0010 0010");
        assertThat(few.status()).isEqualTo(409);
        assertThat(few.text()).contains("diminta 12, tinggal 9 buah");
        var taken = other.order(page, "take", "1", "name", "Ibu Ani Contoh", "phone", "081200100010");
        assertThat(taken.text()).contains("Rp18.000", "disesuaikan");
        assertThat(order(other, Shopper.hidden(taken.text()), "0812 0010 0010").status())
                .isEqualTo(302);
    }

    @Test
    void what_costs_more_than_was_shown_is_shown_again_first() throws SQLException {
        write(aProduct("pesan-delapan").of("wanita-mandiri").price(10_000));
        shopper.add("pesan-delapan", 1);
        Map<String, String> page = shopper.checkout();
        Rows.run(database, "update market.products set price = 15000 where slug = 'pesan-delapan'");
        var changed = order(shopper, page, "0812 0006 0006");
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.text()).contains("baru saja berubah", "Rp15.000");
        assertThat(order(shopper, Shopper.hidden(changed.text()), "0812 0006 0006")
                        .status())
                .isEqualTo(302);
    }

    @Test
    void a_limit_that_changed_meanwhile_leads_back_to_the_cart_with_its_sentence() throws SQLException {
        write(aProduct("pesan-batas").of("wanita-mandiri").price(10_000));
        shopper.add("pesan-batas", 2);
        Map<String, String> page = shopper.checkout();
        assertBackToTheCart(page, "min_quantity = 3", "Paling sedikit 3 buah");
        assertBackToTheCart(page, "min_quantity = 1, max_quantity = 1", "Paling banyak 1 buah");
        assertBackToTheCart(page, "state = 'resting'", "Pesan Batas sedang tidak dijual");
        Rows.run(
                database,
                "update market.products set state = 'published', max_quantity = 2 where slug = 'pesan-batas'");
        assertThat(order(shopper, page, "0812 0016 0006").status()).isEqualTo(302);
    }

    private void assertBackToTheCart(Map<String, String> page, String limit, String sentence) {
        Rows.run(database, "update market.products set " + limit + " where slug = 'pesan-batas'");
        var refused = order(shopper, page, "0812 0016 0006");
        assertThat(refused.status()).as(limit + " " + refused.text()).isEqualTo(302);
        assertThat(refused.header("Location")).endsWith("/keranjang?kabar=stuck");
        assertThat(shopper.get("/keranjang?kabar=stuck").text()).contains(sentence);
    }

    @Test
    void a_fee_is_part_of_the_total_before_the_last_step_and_of_the_order() throws SQLException {
        write(aProduct("pesan-sembilan").of("cemara-indah").price(50_000));
        Rows.run(database, "update market.products set weight_grams = 1301 where slug = 'pesan-sembilan'");
        String[] officer = web.bearer("cemara-indah");
        String shop = "/api/v1/groups/17.71-0004/shop";
        String tag = web.get(shop, officer).header("ETag");
        var kept = web.json("PUT", shop, """
                {"whatsapp": "0812-0000-0009", "cod": true, "pickup": true, "ownDelivery": true, "courier": true,
                 "rates": [{"to": "17.71", "fee": 9000, "freeFrom": 100000}, {"to": "17", "fee": 40000}],
                 "tariffs": [{"courier": "jne", "to": "17.07", "perKg": 11000}]}
                """, officer[0], officer[1], "If-Match", tag);
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        Rows.run(database, "update market.courier_rules set collects_cash = true where courier_key = 'jne'");
        try {
            shopper.add("pesan-sembilan", 1);
            String page = shopper.get("/keranjang/pesan").text();
            assertThat(page)
                    .contains("pickup=0", "own:17.71=9000", "own:17.07=40000", "courier:17.07:jne=22000")
                    .contains(
                            "Ongkos Rp22.000, total Rp72.000",
                            "JNE ke Kabupaten Lebong (2 kg)".replace("Kabupaten ", ""));
            var withoutAddress = shopper.order(
                    Shopper.hidden(page),
                    "antar-cemara-indah",
                    "courier:17.07:jne=22000",
                    "bayar-cemara-indah",
                    "cod",
                    "name",
                    "Ibu Contoh",
                    "phone",
                    "081200090009");
            assertThat(withoutAddress.status()).isEqualTo(422);
            assertThat(withoutAddress.text()).contains("id=\"address-salah\"");
            var dearer = shopper.order(
                    Shopper.hidden(page),
                    "antar-cemara-indah",
                    "courier:17.07:jne=1",
                    "bayar-cemara-indah",
                    "cod",
                    "name",
                    "Ibu Contoh",
                    "phone",
                    "081200090009",
                    "address",
                    "Jalan Contoh 1");
            assertThat(dearer.status()).isEqualTo(422);
            assertThat(dearer.text()).contains("ongkosnya baru saja berubah");
            var placed = shopper.order(
                    Shopper.hidden(page),
                    "antar-cemara-indah",
                    "courier:17.07:jne=22000",
                    "bayar-cemara-indah",
                    "cod",
                    "name",
                    "Ibu Contoh",
                    "phone",
                    "081200090009",
                    "address",
                    "Jalan Contoh 1, Taba Anyar");
            assertThat(placed.status()).as(placed.text()).isEqualTo(302);
            assertThat(Rows.one(
                            database,
                            "select goods_total || ' ' || delivery_fee || ' ' || total from market.orders where code = '"
                                    + Shopper.code(placed) + "'"))
                    .isEqualTo("50000 22000 72000");

            // Delivery of two is free inside the city.
            var rich = new Shopper(web);
            rich.add("pesan-sembilan", 2);
            assertThat(rich.get("/keranjang/pesan").text()).contains("own:17.71=0", "own:17.07=40000");
            var free = rich.order(
                    rich.checkout(),
                    "antar-cemara-indah",
                    "own:17.71=0",
                    "bayar-cemara-indah",
                    "cod",
                    "name",
                    "Ibu Contoh",
                    "phone",
                    "081200090010",
                    "address",
                    "Jalan Contoh 2");
            assertThat(free.status()).as(free.text()).isEqualTo(302);
            assertThat(Rows.one(database, "select total from market.orders where code = '" + Shopper.code(free) + "'"))
                    .isEqualTo("100000");
        } finally {
            Rows.run(database, "update market.courier_rules set collects_cash = false where courier_key = 'jne'");
            Rows.run(database, "delete from market.delivery_rates");
            Rows.run(database, "delete from market.courier_tariffs");
            Rows.run(database, "update market.shops set offers_own_delivery = false, offers_courier = false");
        }
    }

    private static Web.Answer order(Shopper who, Map<String, String> page, String phone) {
        return who.order(
                page, "antar-" + GROUP, "pickup=0", "bayar-" + GROUP, "cod", "name", "Ibu Ani Contoh", "phone", phone);
    }

    private void write(AProduct product) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            product.insert(owner);
        }
    }
}
