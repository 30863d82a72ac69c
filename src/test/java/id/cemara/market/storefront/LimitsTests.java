package id.cemara.market.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.buying.Shopper;
import id.cemara.platform.DatabaseAccess;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// What can be bought is one answer over all limits, the same wherever it is shown, and the price shown is
/// that of the smallest order.
@WritingTest
class LimitsTests {

    private static final String GROUP = "cemara-indah";
    private static final AtomicInteger PHONES = new AtomicInteger(20_000_000);

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;
    private Products products;
    private String slug = "";

    @BeforeEach
    void open() throws SQLException {
        web = Web.of(environment);
        products = new Products(database);
    }

    @AfterEach
    void close() throws SQLException {
        products.change("update market.products set state = 'resting' where slug = ?", slug);
        products.close();
    }

    @Test
    void a_smallest_order_above_what_one_buyer_may_hold_is_not_offered_anywhere_and_the_group_is_told()
            throws SQLException {
        add("uji-batas-rak", 25);
        products.change("update market.products set min_quantity = 15 where slug = ?", slug);
        assertNotOffered("paling sedikit 15 bungkus, sedangkan satu pembeli mendapat paling banyak 12");
        String card = web.get("/pasar?group=" + GROUP + "&q=uji+batas+rak").text();
        assertThat(card).contains(">Belum bisa dipesan<").doesNotContain(">Habis<");
        shelf(0);
        card = web.get("/pasar?group=" + GROUP + "&q=uji+batas+rak").text();
        assertThat(card).contains(">Habis<").doesNotContain(">Belum bisa dipesan<");
        // With 30 in stock a buyer's share is 15, the smallest order. Only the stock changed.
        shelf(30);
        assertOffered(15);
        shelf(29);
        assertNotOffered("paling banyak 14");
        shelf(15);
        assertOffered(15);
    }

    @Test
    void twelve_weeks_of_one_are_never_enough_for_thirteen() throws SQLException {
        add("uji-batas-pekan", 0);
        madeToOrder(1, 13);
        assertNotOffered("paling sedikit 13 bungkus, sedangkan satu pembeli mendapat paling banyak 12");
        madeToOrder(2, 13);
        assertNotOffered("paling banyak 12");
        madeToOrder(3, 13);
        assertOffered(13);
    }

    @Test
    void weeks_that_together_hold_less_than_the_smallest_order_are_full() throws SQLException {
        add("uji-batas-sisa", 0);
        madeToOrder(1, 10);
        for (int week = 0; week < 3; week++) {
            assertThat(isListed()).as("%s weeks are taken", week).isEqualTo(week < 3);
            products.change("""
                    insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
                    select id, date '2026-11-23' + 7 * ?, group_id, area_code, 0 from market.products where slug = ?
                    """, week, slug);
        }
        assertNotOffered("paling banyak 9");
        products.change("""
                update market.week_capacity set capacity = 1
                 where week = '2026-11-30' and product_id = (select id from market.products where slug = ?)
                """, slug);
        assertOffered(10);
    }

    @Test
    void the_group_reads_that_anybody_can_order_only_while_somebody_can() throws SQLException {
        add("uji-batas-kata", 20);
        assertThat(desk()).contains("Siapa pun dapat melihat dan memesannya");
        shelf(0);
        assertThat(desk())
                .contains("belum bisa dipesan: tidak ada yang tersisa")
                .doesNotContain("memesannya");
        shelf(20);
        products.change("update market.products set min_quantity = 21 where slug = ?", slug);
        assertThat(desk()).contains("tidak bisa dipesan").doesNotContain("memesannya");
        products.change("update market.products set min_quantity = 1 where slug = ?", slug);
        products.change("update registry.business_groups set deactivated_on = '2026-11-01' where slug = ?", GROUP);
        products.change("update market.sellers set is_open = false where slug = ?", GROUP);
        try {
            assertThat(desk()).contains("Belum terlihat pembeli").doesNotContain("memesannya");
        } finally {
            products.change("update registry.business_groups set deactivated_on = null where slug = ?", GROUP);
            products.change("update market.sellers set is_open = true where slug = ?", GROUP);
        }
    }

    private String desk() throws SQLException {
        String number = products.one("select number from market.sellers where slug = ?", GROUP);
        return web.get("/kerja/kelompok/" + number + "/produk/" + slug, web.session(GROUP))
                .text();
    }

    @Test
    void lists_page_filter_and_checkout_agree_whatever_the_limits_are() throws SQLException {
        long seed = 20261128;
        var random = new Random(seed);
        add("uji-batas-acak", 1);
        for (int round = 0; round < 40; round++) {
            int least = 1 + random.nextInt(30);
            String most = random.nextBoolean() ? "null" : String.valueOf(least + random.nextInt(20));
            boolean isReady = random.nextBoolean();
            products.change(
                    "delete from market.week_capacity where product_id = (select id from market.products where slug = ?)",
                    slug);
            products.change(
                    "update market.products set kind = '%s', week_capacity = %s, min_quantity = %s, max_quantity = %s, lead_days = %s where slug = ?"
                            .formatted(
                                    isReady ? "ready" : "made-to-order",
                                    isReady ? "null" : String.valueOf(1 + random.nextInt(4)),
                                    least,
                                    most,
                                    random.nextInt(10)),
                    slug);
            if (isReady) {
                shelf(random.nextInt(60));
            } else {
                for (int week = 0; week < random.nextInt(14); week++) {
                    products.change("""
                            insert into market.week_capacity (product_id, week, group_id, area_code, capacity)
                            select id, date '2026-11-23' + 7 * ?, group_id, area_code, ?::int
                              from market.products where slug = ?
                            """, week, random.nextInt(3), slug);
                }
            }
            String state = "seed %s, round %s: %s"
                    .formatted(
                            seed,
                            round,
                            products.one(
                                    "select row(p.kind, p.week_capacity, p.min_quantity, p.max_quantity, s.on_hand, b)::text"
                                            + " from market.products p left join market.stock s on s.product_id = p.id"
                                            + " cross join market.buyable(array[p.id], '2026-11-24') b where p.slug = ?",
                                    slug));
            JsonNode detail = web.get("/api/v1/products/" + slug).json();
            int buyable = detail.get("most").asInt();
            assertThat(isListed()).as(state).isEqualTo(buyable > 0);
            assertThat(web.get("/pasar/" + slug).text().contains("action=\"/keranjang\""))
                    .as(state)
                    .isEqualTo(buyable > 0);
            boolean isBlocked = buyable == 0 && detail.get("available").asInt() > 0;
            int tooMany = Math.max(buyable + 1, least);
            boolean isAboveMost = !most.equals("null") && tooMany > Integer.parseInt(most);
            assertThat(order(tooMany)).as(state + ", one more").isEqualTo(isBlocked || isAboveMost ? 422 : 409);
            if (buyable > 0) {
                assertThat(order(least)).as(state + ", the smallest order").isEqualTo(201);
                undo();
                assertThat(order(buyable)).as(state + ", the largest order").isEqualTo(201);
                undo();
            }
        }
    }

    @Test
    void the_price_shown_sorted_and_filtered_is_that_of_the_smallest_order() throws SQLException {
        add("uji-batas-harga", 40);
        products.change("update market.products set price = 10123, min_quantity = 10 where slug = ?", slug);
        step(5, 8_000);
        step(20, 7_000);
        assertPrice(8_000);
        assertThat(web.get("/pasar/" + slug).text())
                .contains("Rp8.000", "Rp7.000")
                .doesNotContain("Rp10.123");
        assertThat(web.get("/api/v1/products/" + slug).json().get("priceSteps")).hasSize(1);
        assertThat(web.get("/api/v1/products?group=" + GROUP + "&q=uji+batas+harga&minPrice=8001")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(web.get("/api/v1/products?group=" + GROUP + "&q=uji+batas+harga&maxPrice=8000")
                        .json()
                        .get("items"))
                .hasSize(1);
        products.change("update market.products set min_quantity = 20 where slug = ?", slug);
        assertPrice(7_000);
        products.change(
                "delete from market.price_steps where from_quantity = 20 and product_id = (select id from market.products where slug = ?)",
                slug);
        assertPrice(8_000);
        products.change("update market.products set min_quantity = 4 where slug = ?", slug);
        assertPrice(10_123);
        var shopper = new Shopper(web);
        products.change("update market.products set min_quantity = 5 where slug = ?", slug);
        shopper.add(slug, 5);
        assertThat(shopper.get("/keranjang").text())
                .contains("Rp8.000", "Rp40.000")
                .doesNotContain("Harga berubah");
    }

    private void assertPrice(long rupiah) throws SQLException {
        assertThat(products.one("select price from market.listings where slug = ?", slug))
                .isEqualTo(String.valueOf(rupiah));
        assertThat(web.get("/api/v1/products/" + slug).json().get("price").asLong())
                .isEqualTo(rupiah);
        assertThat(web.get("/pasar/" + slug).text()).contains("\"price\":" + rupiah);
    }

    private void assertNotOffered(String why) throws SQLException {
        assertThat(isListed()).isFalse();
        String page = web.get("/pasar/" + slug).text();
        assertThat(page)
                .contains(why, "schema.org/OutOfStock")
                .doesNotContain("action=\"/keranjang\"", "kapan ada lagi", "membuat lagi");
        int least = Integer.parseInt(products.one("select min_quantity from market.products where slug = ?", slug));
        JsonNode refused = ordered(least).json();
        assertThat(refused.get("title").asString()).as(refused.toString()).isEqualTo("invalid-fields");
        assertThat(refused.toString()).contains("quantity-nothing-between");
        String[] officer = web.session(GROUP);
        assertThat(desk())
                .contains("tidak bisa dipesan", why.replaceFirst("^paling sedikit", "pesanan paling sedikit"))
                .doesNotContain("memesannya");
        assertThat(web.get("/kerja/produk?state=blocked&q=uji+batas", officer).text())
                .contains("Tidak bisa dipesan", slug);
        assertThat(web.get("/kerja", officer).text()).contains("/kerja/produk?state=blocked");
    }

    private void assertOffered(int least) throws SQLException {
        assertThat(isListed()).isTrue();
        String page = web.get("/pasar/" + slug).text();
        assertThat(page).contains("action=\"/keranjang\"").doesNotContain("schema.org/OutOfStock");
        assertThat(order(least)).isEqualTo(201);
        undo();
    }

    private boolean isListed() {
        boolean isFound = !web.get("/api/v1/products?group=" + GROUP + "&inStock=true&q=" + slug.replace('-', '+'))
                .json()
                .get("items")
                .isEmpty();
        String list = web.get("/pasar?group=" + GROUP + "&q=" + slug.replace('-', '+'))
                .text();
        assertThat(list.contains("class=\"sold-out\"")).as("the card agrees").isNotEqualTo(isFound);
        return isFound;
    }

    private void add(String name, int onHand) throws SQLException {
        slug = products.add(GROUP, name, name.replace('-', ' '), "crafts", 10_000, onHand);
    }

    private void shelf(int onHand) throws SQLException {
        products.change(
                "update market.stock set on_hand = ? where product_id = (select id from market.products where slug = ?)",
                onHand,
                slug);
    }

    private void madeToOrder(int aWeek, int least) throws SQLException {
        products.change(
                "update market.products set kind = 'made-to-order', week_capacity = ?, min_quantity = ? where slug = ?",
                aWeek,
                least,
                slug);
    }

    private void step(int from, long price) throws SQLException {
        products.change("""
                insert into market.price_steps (product_id, group_id, area_code, from_quantity, price)
                select id, group_id, area_code, ?, ? from market.products where slug = ?
                """, from, price, slug);
    }

    private int order(int quantity) {
        return ordered(quantity).status();
    }

    private Web.Answer ordered(int quantity) {
        return web.postJson("/api/v1/orders", """
                {"lines":[{"product":"%s","quantity":%s}],"buyer":{"name":"Ibu Contoh","phone":"+62812%s"},
                 "delivery":{"method":"pickup"},"payment":"cod"}
                """.formatted(slug, quantity, PHONES.incrementAndGet()));
    }

    /// Releases all orders of the product.
    private void undo() throws SQLException {
        String ofIt = "(select order_id from market.order_lines where slug = '" + slug + "')";
        for (String order : List.copyOf(products.all(
                "select distinct order_id from market.reservations where state = 'held' and order_id in " + ofIt))) {
            products.change("""
                    with ended as (update market.orders set status = 'cancelled', ended_at = now()
                                    where id = '%s' returning id)
                    select market.release(id) from ended
                    """.formatted(order));
        }
    }
}
