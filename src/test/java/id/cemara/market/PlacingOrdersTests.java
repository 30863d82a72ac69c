package id.cemara.market;

import static id.cemara.market.AProduct.aProduct;
import static id.cemara.market.Shopping.checkout;
import static id.cemara.market.Shopping.json;
import static id.cemara.market.Shopping.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.market.catalog.Stock;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.Checkout;
import id.cemara.market.ordering.OrderFilter;
import id.cemara.market.ordering.OrderSummary;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderProblem.TooLargeShare;
import id.cemara.market.ordering.steps.OrderProblem.TooLittleStock;
import id.cemara.market.ordering.steps.OrderProblem.TooManyOpenOrders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.payment.PaymentMethod;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Cursor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// From a checkout to one order for each group: answers, refusals, and what is stored.
@WritingTest
class PlacingOrdersTests {

    @Autowired
    private Orders orders;

    @Autowired
    private Stock stock;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Environment environment;

    private Web web;
    private Shopping shopping;

    @BeforeEach
    void open() {
        web = Web.of(environment);
        shopping = new Shopping(orders, database);
    }

    @Test
    void a_program_orders_without_an_account_and_sees_its_order_by_the_token() throws SQLException {
        AProduct chips = aProduct("pesan-keripik").price(12_500);
        shopping.insert(chips);
        Answer answer =
                web.postJson("/api/v1/orders", json("0812 3456-7001", "cod", "pesan-keripik", 2, "pesan-keripik", 1));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        JsonNode order = answer.json().get("orders").get(0);
        assertThat(order.get("code").asString()).matches("[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(order.get("token").asString()).matches("[A-Za-z0-9_-]{43}");
        assertThat(order.get("status").asString()).isEqualTo("placed");
        assertThat(order.get("lines").size()).isEqualTo(1);
        assertThat(order.get("lines").get(0).get("product").asString()).isEqualTo("pesan-keripik");
        assertThat(order.get("lines").get(0).get("quantity").asInt()).isEqualTo(3);
        assertThat(order.get("deliveryFee").asLong()).isZero();
        assertThat(order.get("total").asLong()).isEqualTo(37_500);
        assertThat(order.get("payment").get("method").asString()).isEqualTo("cod");
        assertThat(order.get("payment").get("status").asString()).isEqualTo("none");
        assertThat(order.get("payment").get("amount").asLong()).isEqualTo(37_500);
        assertThat(order.get("payment").get("qris").isNull()).isTrue();
        assertThat(order.get("whatsapp").asString())
                .startsWith("https://wa.me/6281200000001?text=")
                .doesNotContain(order.get("token").asString());
        assertThat(answer.header("Location"))
                .isEqualTo("/api/v1/orders/" + order.get("code").asString());
        assertThat(shopping.shelf(chips)).isEqualTo("3 of 10");

        Answer seen = web.get(
                "/api/v1/orders/" + order.get("code").asString(),
                "X-Order-Token",
                order.get("token").asString());
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(seen.json().get("buyer").get("phone").asString()).isEqualTo("+6281234567001");
        assertThat(seen.json().get("steps").toString()).isEqualTo("[\"cancel\"]");
        assertThat(seen.json().get("changes").get(0).get("step").asString()).isEqualTo("place");
        assertThat(seen.text()).doesNotContain(order.get("token").asString());
    }

    @Test
    void goods_of_two_groups_become_two_orders_or_none() throws SQLException {
        AProduct here = aProduct("dua-kelompok-satu");
        AProduct there = aProduct("dua-kelompok-dua").of("cemara-indah").onHand(3);
        shopping.insert(here, there);
        assertThatThrownBy(() -> orders.place(checkout("dua-kelompok-satu", 1, "dua-kelompok-dua", 4)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem())
                                .isInstanceOfSatisfying(
                                        TooLittleStock.class,
                                        too -> assertThat(too.lines())
                                                .singleElement()
                                                .satisfies(line -> assertThat(line.available())
                                                        .isEqualTo(3))));
        assertThat(shopping.shelf(here)).isEqualTo("0 of 10");

        List<PlacedOrder> placed = orders.place(checkout("dua-kelompok-satu", 1, "dua-kelompok-dua", 3));
        assertThat(placed).hasSize(2).extracting(PlacedOrder::token).doesNotHaveDuplicates();
        assertThat(placed).extracting(order -> order.order().groupSlug()).contains(AProduct.GROUP, "cemara-indah");
        assertThat(shopping.shelf(there)).isEqualTo("3 of 3");
        // The token of one order does not open the other.
        assertThatThrownBy(() -> OrderTokens.asHolder(
                        placed.get(0).token(), () -> orders.get(placed.get(1).code())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void too_little_names_each_product_its_sum_and_what_is_there() throws SQLException {
        shopping.insert(
                aProduct("kurang-satu").onHand(4), aProduct("kurang-dua").onHand(1), aProduct("kurang-cukup"));
        Answer answer = web.postJson(
                "/api/v1/orders",
                json(phone(), "cod", "kurang-satu", 3, "kurang-dua", 2, "kurang-cukup", 1, "kurang-satu", 2));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:cemara:problem:too-little-stock");
        assertThat(answer.json().get("lines").toString())
                .isEqualTo("[{\"product\":\"kurang-dua\",\"requested\":2,\"available\":1},"
                        + "{\"product\":\"kurang-satu\",\"requested\":5,\"available\":4}]");
        assertThat(answer.json().get("detail").asString()).contains("Kurang Dua", "tinggal 1 buah", "2 barang");
    }

    @Test
    void everything_wrong_is_named_at_once() {
        Answer answer = web.postJson("/api/v1/orders", """
                {"lines":[{"product":"","quantity":-1},{"product":"x","quantity":1.5,"price":1}],"buyer":{"name":" ","phone":"12"},
                 "delivery":{"method":"drone"},"payment":"gold","coupon":"X"}
                """);
        assertThat(answer.status()).isEqualTo(422);
        List<String> fields = StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                .map(error -> error.get("field").asString())
                .toList();
        assertThat(fields)
                .containsExactlyInAnyOrder(
                        "coupon",
                        "lines[0].product",
                        "lines[0].quantity",
                        "lines[1].quantity",
                        "lines[1].price",
                        "buyer.name",
                        "buyer.phone",
                        "delivery.method",
                        "payment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-3",
                "1.5",
                "100001",
                "99999999999999999999999",
                "1e400",
                "\"2\"",
                "null",
                "true",
                "[1]",
                "{}"
            })
    void a_quantity_that_cannot_be_ordered_is_refused_clearly(String quantity) {
        assertRefused(json(phone(), "cod", "pesan-keripik", quantity), 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "01", ""})
    void a_quantity_that_is_no_json_is_refused_clearly(String quantity) {
        assertRefused(json(phone(), "cod", "pesan-keripik", quantity), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"x\"", "{\"lines\":7}", "{\"lines\":[7],\"buyer\":[]}"})
    void a_body_that_is_no_checkout_is_refused_clearly(String body) {
        assertRefused(body, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{"})
    void a_body_that_is_no_json_is_refused_clearly(String body) {
        assertRefused(body, 400);
    }

    private void assertRefused(String body, int status) {
        Answer answer = web.postJson("/api/v1/orders", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void what_is_not_sold_or_not_in_that_number_is_refused_by_its_line() throws SQLException {
        shopping.insert(
                aProduct("aturan-istirahat").resting(),
                aProduct("aturan-jumlah").of("uji-tanpa-rekening").between(3, 5).onHand(50),
                aProduct("aturan-tutup").of("cemara-indah"));
        assertFields(() -> orders.place(checkout("aturan-istirahat", 1, "aturan-tidak-ada", 1)))
                .containsExactly("lines[0].product sold-product", "lines[1].product sold-product");
        assertFields(() -> orders.place(checkout("aturan-jumlah", 2)))
                .containsExactly("lines[0].quantity quantity-at-least");
        assertFields(() -> orders.place(checkout("aturan-jumlah", 3, "aturan-jumlah", 3)))
                .containsExactly("lines[0].quantity quantity-at-most");
        assertThat(orders.place(checkout("aturan-jumlah", 2, "aturan-jumlah", 2)))
                .hasSize(1);
        assertFields(() -> orders.place(checkout(PaymentMethod.TRANSFER, "aturan-jumlah", 3)))
                .containsExactly("payment offered-payment");
        shopping.run("update market.sellers set is_open = false where slug = 'cemara-indah'");
        try {
            assertFields(() -> orders.place(checkout("aturan-tutup", 1)))
                    .containsExactly("lines[0].product sold-product");
        } finally {
            shopping.run("update market.sellers set is_open = true where slug = 'cemara-indah'");
        }
    }

    @Test
    void the_price_is_that_of_the_summed_quantity_at_the_moment_of_placing() throws SQLException {
        AProduct batik = aProduct("harga-bertingkat").price(10_000).from(5, 8_000);
        shopping.insert(batik);
        assertThat(shopping.placed("harga-bertingkat", 4).order().total()).isEqualTo(new Money(40_000));
        Checkout five = checkout("harga-bertingkat", 2, "harga-bertingkat", 3);
        shopping.run("update market.price_steps set price = 7777 where product_id = '" + batik.id() + "'");
        OrderView order = orders.place(five).getFirst().order();
        assertThat(order.total()).isEqualTo(new Money(38_885));
        assertThat(order.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.unitPrice()).isEqualTo(new Money(7_777)));
    }

    @Test
    void an_amount_beyond_all_reason_is_refused_and_never_wrong() throws SQLException {
        shopping.insert(aProduct("mahal-sekali").price(1_000_000_000).onHand(1_000_000));
        assertFields(() -> orders.place(checkout("mahal-sekali", 1_001))).containsExactly("lines total-at-most");
    }

    @Test
    void a_phone_number_holds_few_open_orders_and_half_a_shelf_at_most() throws SQLException {
        AProduct few = aProduct("batas-sedikit").onHand(20);
        AProduct many = aProduct("batas-banyak").onHand(31);
        shopping.insert(few, many);
        Buyer buyer = new Buyer("Ibu Contoh", phone(), null, null, null);
        // A buyer may reserve all of a stock of 20; of 31, at most 15.
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-sedikit", 20));
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-banyak", 10));
        assertThatThrownBy(() -> orders.place(checkout(buyer, PaymentMethod.COD, "batas-banyak", 6)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem())
                                .isEqualTo(new TooLargeShare("batas-banyak", "Batas Banyak", 5)));
        // More than the whole stock is reported as too little stock, not as too large a share.
        assertThatThrownBy(() -> orders.place(checkout(buyer, PaymentMethod.COD, "batas-banyak", 22)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isInstanceOf(TooLittleStock.class));
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-banyak", 5));
        AProduct other = aProduct("batas-lain");
        shopping.insert(other);
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-lain", 1));
        PlacedOrder fifth = orders.place(checkout(buyer, PaymentMethod.COD, "batas-lain", 1))
                .getFirst();
        assertThatThrownBy(() -> orders.place(checkout(buyer, PaymentMethod.COD, "batas-lain", 1)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isEqualTo(new TooManyOpenOrders(5)));
        assertThat(shopping.shelf(other)).isEqualTo("2 of 10");
        shopping.seller(fifth, OrderStep.CONFIRM);
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-lain", 1));
        // Does not limit another buyer.
        orders.place(checkout("batas-banyak", 8));
    }

    @Test
    void one_checkout_of_many_groups_counts_once() throws SQLException {
        Object[] lines = new Object[12];
        for (int i = 0; i < 6; i++) {
            shopping.insert(aProduct("keranjang-enam-" + i).of("uji-enam-" + i));
            lines[2 * i] = "keranjang-enam-" + i;
            lines[2 * i + 1] = 1;
        }
        assertThat(orders.place(checkout(lines))).hasSize(6);
    }

    @Test
    void one_phone_number_takes_half_of_the_weeks_ahead_at_most() throws SQLException {
        shopping.insert(aProduct("batas-minggu").madeToOrder(10, 3));
        Buyer buyer = Shopping.aBuyer();
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-minggu", 40));
        assertThatThrownBy(() -> orders.place(checkout(buyer, PaymentMethod.COD, "batas-minggu", 21)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem())
                                .isEqualTo(new TooLargeShare("batas-minggu", "Batas Minggu", 20)));
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-minggu", 20));
    }

    @Test
    void a_buyer_who_takes_a_cancel_back_stays_within_the_limits() throws SQLException {
        AProduct product = aProduct("batas-balik").onHand(40);
        shopping.insert(product);
        Buyer buyer = Shopping.aBuyer();
        PlacedOrder first = orders.place(checkout(buyer, PaymentMethod.COD, "batas-balik", 15))
                .getFirst();
        shopping.buyer(first, OrderStep.CANCEL);
        orders.place(checkout(buyer, PaymentMethod.COD, "batas-balik", 15));
        assertThatThrownBy(() -> shopping.buyer(first, OrderStep.UNDO))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.problem()).isInstanceOf(TooLargeShare.class));
        assertThat(shopping.seen(first).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(shopping.shelf(product)).isEqualTo("15 of 40");
    }

    @Test
    void what_no_text_can_hold_is_refused_and_no_error() throws SQLException {
        Answer slug = web.postJson(
                "/api/v1/orders", json(phone(), "cod", "pesan-keripik", 1).replace("pesan-", "pesan\\u0000"));
        assertThat(slug.status()).as(slug.text()).isEqualTo(422);
        String[] office = web.bearer("lebong");
        for (String query : List.of(
                "?group=%00",
                "?cursor="
                        + Cursor.of("+999999-01-01T00:00:00Z", UUID.randomUUID().toString())
                                .text(),
                "?cursor="
                        + Cursor.of("-9999-01-01T00:00:00Z", UUID.randomUUID().toString())
                                .text())) {
            assertThat(web.get("/api/v1/orders" + query, office).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(web.get("/kerja/pesanan?kelompok=%00", web.session("lebong")).status())
                .isEqualTo(400);
    }

    @Test
    void a_phone_number_is_found_however_it_is_typed() throws SQLException {
        shopping.insert(aProduct("cari-nomor"));
        PlacedOrder order = shopping.placed("cari-nomor", 1);
        String local = "0" + order.order().buyer().phone().substring(3);
        for (String typed : List.of(
                local,
                local.substring(0, 4) + "-" + local.substring(4, 8) + "-" + local.substring(8),
                "+62 " + local.substring(1),
                local.substring(4))) {
            var filter = new OrderFilter(Set.of(), null, typed, null, null, false);
            assertThat(Shopping.asOffice(() -> orders.page(filter, 100, null)).items())
                    .as(typed)
                    .extracting(OrderSummary::code)
                    .contains(order.code());
        }
    }

    @Test
    void what_is_made_to_order_takes_the_hands_of_weeks() throws SQLException {
        AProduct cake = aProduct("buat-kue").madeToOrder(10, 7);
        shopping.insert(cake);
        // Today is Tuesday 2026-11-24; seven days later is in the week of 30 November.
        assertThat(shopping.placed("buat-kue", 6).order().promisedWeek()).hasToString("2026-11-30");
        PlacedOrder second = shopping.placed("buat-kue", 8);
        assertThat(second.order().promisedWeek()).hasToString("2026-12-07");
        assertThatThrownBy(() -> orders.place(checkout("buat-kue", 107)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.problem())
                                .isInstanceOfSatisfying(
                                        TooLittleStock.class,
                                        too -> assertThat(too.lines().getFirst().available())
                                                .isEqualTo(106)));
        shopping.buyer(second, OrderStep.CANCEL);
        assertThat(shopping.one(
                        "select sum(reserved) from market.week_capacity where product_id = '" + cake.id() + "'"))
                .isEqualTo("6");
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void the_group_writes_down_what_was_ordered_on_whatsapp() throws SQLException {
        AProduct product = aProduct("catatan-kelompok");
        shopping.insert(product);
        UUID group = UUID.fromString(shopping.one("select id from registry.business_groups where slug = 'uji-pasar'"));
        OrderView order = Shopping.asOffice(() -> orders.record(checkout("catatan-kelompok", 4), new GroupId(group)));
        assertThat(order.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order.isRecorded()).isTrue();
        assertThat(order.expiresAt()).isNull();
        assertThat(shopping.shelf(product)).isEqualTo("4 of 10");
        UUID other =
                UUID.fromString(shopping.one("select id from registry.business_groups where slug = 'cemara-indah'"));
        assertThatThrownBy(() ->
                        Shopping.asOffice(() -> orders.record(checkout("catatan-kelompok", 1), new GroupId(other))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_shelf_is_counted_with_what_is_promised_and_never_below_it() throws SQLException {
        AProduct product = aProduct("hitung-stok").onHand(8);
        shopping.insert(product);
        shopping.placed("hitung-stok", 5);
        String[] officer = web.bearer("petugas-lebong");
        String path = "/api/v1/products/hitung-stok/stock";
        String panen = "{\"onHand\": 12, \"why\": \"panen\"}";
        assertThat(web.json("PUT", path, panen, officer).status()).isEqualTo(428);
        String seen = web.get(path, officer).header("ETag");
        assertThat(seen).isEqualTo("\"0\"");
        Answer counted = web.json("PUT", path, panen, with(officer, "If-Match", seen));
        assertThat(counted.status()).as(counted.text()).isEqualTo(200);
        assertThat(counted.json().toString())
                .isEqualTo("{\"product\":\"hitung-stok\",\"onHand\":12,\"reserved\":5,\"available\":7,\"version\":1}");
        assertThat(counted.header("ETag")).isEqualTo("\"1\"");

        Answer below = web.json("PUT", path, "{\"onHand\": 4}", with(officer, "If-Match", "\"1\""));
        assertThat(below.status()).isEqualTo(409);
        assertThat(below.json().get("title").asString()).isEqualTo("below-reserved");
        assertThat(below.json().get("reserved").asInt()).isEqualTo(5);
        assertThat(web.json("PUT", path, "{\"onHand\": 6}", with(officer, "If-Match", "\"0\""))
                        .status())
                .isEqualTo(412);
        assertThat(web.json("PUT", path, "{\"onHand\": 5}", with(officer, "If-Match", "\"1\""))
                        .status())
                .isEqualTo(200);
        for (String bad : List.of("-1", "1.5", "\"3\"", "null", "1000001", "1e99", "99999999999")) {
            assertThat(web.json("PUT", path, "{\"onHand\": %s}".formatted(bad), with(officer, "If-Match", "\"2\""))
                            .status())
                    .as(bad)
                    .isEqualTo(422);
        }
        assertThat(web.json("PUT", path, "{\"onHand\": 9}").status()).isEqualTo(401);
        assertThat(web.json("PUT", path, "{\"onHand\": 9}", web.bearer("seluma"))
                        .status())
                .isEqualTo(404);
        assertThat(web.json("PUT", path, "{\"onHand\": 9}", web.bearer("cemara-indah"))
                        .status())
                .isEqualTo(404);
        assertThat(web.json("PUT", path, "{\"onHand\": 9}", web.bearer("provinsi"))
                        .status())
                .isEqualTo(403);
        assertThat(shopping.one(
                        "select string_agg(before || '>' || after, ' ' order by counted_at) from market.stock_counts"
                                + " where product_id = '" + product.id() + "'"))
                .isEqualTo("8>12 12>5");
        shopping.insert(aProduct("hitung-pesanan").madeToOrder(5, 1));
        assertThat(web.json(
                                "PUT",
                                "/api/v1/products/hitung-pesanan/stock",
                                "{\"onHand\": 4}",
                                with(officer, "If-Match", "\"0\""))
                        .status())
                .isEqualTo(409);
    }

    private static String[] with(String[] headers, String... more) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + more.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }

    private static org.assertj.core.api.ListAssert<String> assertFields(ThrowingCallable work) {
        var refused = org.assertj.core.api.Assertions.catchThrowableOfType(Refused.class, work);
        assertThat(refused).as("refused").isNotNull();
        return assertThat(((InvalidFields) refused.problem())
                .fields().stream()
                        .map(field -> field.field() + " " + field.expected())
                        .toList());
    }
}
