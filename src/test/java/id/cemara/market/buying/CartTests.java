package id.cemara.market.buying;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.AProduct;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// The cart: a signed cookie, grouped by seller, that reports what changed.
@WritingTest
class CartTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private CartCookie cookie;

    private Web web;
    private Shopper shopper;

    @BeforeEach
    void somebody_new() {
        web = Web.of(environment);
        shopper = new Shopper(web);
    }

    @Test
    void what_is_put_in_is_grouped_by_who_sells_it_and_counted_in_the_header() throws SQLException {
        write(aProduct("keranjang-satu").price(12_000));
        write(aProduct("keranjang-dua").of("cemara-indah").price(5_000));
        var added = shopper.add("keranjang-satu", 2);
        assertThat(added.status()).isEqualTo(302);
        assertThat(added.headers("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("cemara-cart=1.")
                .contains("Path=/;", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
        shopper.add("keranjang-dua", 1);
        shopper.add("keranjang-satu", 1);

        String page = shopper.get("/keranjang").text();
        assertThat(page)
                .contains("Uji Pasar", "Cemara Indah", "Rp36.000", "Rp5.000", "Dari 2 kelompok")
                .contains("<span class=\"header-count\" aria-hidden=\"true\">2</span>");
        assertThat(shopper.get("/kelompok").text()).contains("Keranjang (2 macam barang)");
        assertThat(web.get("/kelompok").text()).doesNotContain("header-count");
    }

    @Test
    void quantities_change_and_things_go_without_scripts() throws SQLException {
        write(aProduct("keranjang-tiga").price(1_000).onHand(50));
        write(aProduct("keranjang-empat").price(7_000));
        shopper.add("keranjang-tiga", 1);
        shopper.add("keranjang-empat", 1);
        shopper.post("/keranjang/ubah", "q-keranjang-tiga", "21", "q-keranjang-empat", "1");
        assertThat(shopper.get("/keranjang").text()).contains("Rp21.000", "Rp28.000");
        shopper.post(
                "/keranjang/ubah", "q-keranjang-tiga", "21", "q-keranjang-empat", "1", "remove", "keranjang-empat");
        assertThat(shopper.get("/keranjang").text())
                .doesNotContain("Keranjang Empat")
                .contains("Rp21.000");

        var wrong = shopper.post("/keranjang/ubah", "q-keranjang-tiga", "banyak");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("value=\"banyak\"", "Belum sesuai");
        assertThat(shopper.post("/keranjang/ubah", "q-keranjang-tiga", "0").status())
                .isEqualTo(302);
        assertThat(shopper.get("/keranjang").text()).contains("Keranjang masih kosong");
    }

    @Test
    void a_broken_or_foreign_cart_is_an_empty_one_with_a_kind_word() throws SQLException {
        write(aProduct("keranjang-lima"));
        shopper.add("keranjang-lima", 3);
        String good = shopper.cookie(CartCookie.NAME, "/");
        String[] parts = good.split("\\.");
        for (String bad : new String[] {
            good.replace("~3~", "~9~"),
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            "2." + parts[1] + "." + parts[2],
            good.substring(0, good.length() - 1),
            good + "A",
            "1." + parts[1] + "." + parts[2].substring(1) + "A",
            "x",
            "...",
            "1..",
            "%00%ff",
            "A".repeat(3900)
        }) {
            var other = new Shopper(web);
            other.set(CartCookie.NAME, bad, "/");
            var page = other.get("/keranjang");
            assertThat(page.status()).as(bad).isEqualTo(200);
            assertThat(page.text()).as(bad).contains("Keranjang masih kosong", "tidak terbaca lagi");
            assertThat(other.cookie(CartCookie.NAME, "/")).as(bad).isEmpty();
            assertThat(other.get("/kelompok").status()).isEqualTo(200);
        }
        var emptyYetSigned = new Shopper(web);
        emptyYetSigned.set(CartCookie.NAME, cookie.text(Cart.EMPTY), "/");
        assertThat(emptyYetSigned.get("/keranjang").status()).isEqualTo(200);
    }

    @Test
    void fifty_products_fit_into_four_kilobytes_and_no_more_go_in() {
        Cart cart = Cart.EMPTY;
        for (int i = 0; i < Cart.MOST_LINES; i++) {
            cart = cart.with(new ProductId(UUID.randomUUID()), Cart.MOST_QUANTITY, new Money(1_000_000_000));
        }
        assertThat(cookie.text(cart).length()).isLessThan(4000);
        assertThat(cookie.parse(cookie.text(cart)).cart()).isEqualTo(cart);
        assertThat(cart.isFull()).isTrue();
    }

    @Test
    void a_full_cart_says_so() throws SQLException {
        write(aProduct("keranjang-enam"));
        Cart cart = Cart.EMPTY;
        for (int i = 0; i < Cart.MOST_LINES; i++) {
            cart = cart.with(new ProductId(UUID.randomUUID()), 1, new Money(1));
        }
        shopper.set(CartCookie.NAME, cookie.text(cart), "/");
        assertThat(shopper.add("keranjang-enam", 1).header("Location")).contains("kabar=full");
    }

    @Test
    void what_changed_meanwhile_is_said() throws SQLException {
        write(aProduct("keranjang-tujuh").price(10_000).onHand(5));
        write(aProduct("keranjang-delapan"));
        shopper.add("keranjang-tujuh", 4);
        shopper.add("keranjang-delapan", 1);
        sql("update market.products set price = 11000 where slug = 'keranjang-tujuh'");
        sql("update market.stock set on_hand = 2 where product_id = '%s'"
                .formatted(aProduct("keranjang-tujuh").id()));
        sql("update market.products set state = 'resting' where slug = 'keranjang-delapan'");

        String page = shopper.get("/keranjang").text();
        assertThat(page)
                .contains("dari Rp10.000 menjadi Rp11.000", "Tinggal 2 buah", "Ambil 2 buah")
                .contains("Keranjang Delapan sedang tidak dijual");
        assertThat(shopper.get("/keranjang/pesan").header("Location")).endsWith("/keranjang?kabar=stuck");
        shopper.post("/keranjang/ubah", "q-keranjang-tujuh", "4", "take", "keranjang-tujuh");
        assertThat(shopper.get("/keranjang").text())
                .contains("Rp22.000")
                .doesNotContain("Tinggal", "menjadi Rp11.000", "Delapan");
        assertThat(shopper.get("/keranjang/pesan").status()).isEqualTo(200);
    }

    @Test
    void going_on_says_what_stands_in_its_way() throws SQLException {
        write(aProduct("keranjang-macet").onHand(5));
        shopper.add("keranjang-macet", 9);
        var answer = shopper.post("/keranjang/ubah", "q-keranjang-macet", "9", "next", "1");
        assertThat(answer.header("Location")).endsWith("/keranjang?kabar=stuck");
        assertThat(shopper.get("/keranjang?kabar=stuck").text())
                .contains("role=\"alert\"", "href=\"#q-keranjang-macet\"", "Tinggal 5 buah");
        assertThat(shopper.get("/keranjang/pesan").header("Location")).endsWith("/keranjang?kabar=stuck");
        shopper.post("/keranjang/ubah", "q-keranjang-macet", "5");
        assertThat(shopper.get("/keranjang?kabar=stuck").text()).doesNotContain("role=\"alert\"");
    }

    @Test
    void nonsense_gets_a_kind_answer() {
        assertThat(shopper.post("/keranjang").header("Location")).contains("kabar=gone");
        assertThat(shopper.post("/keranjang", "product", "x".repeat(500)).header("Location"))
                .contains("kabar=gone");
        assertThat(shopper.get("/keranjang?kabar=%3Cb%3E").text()).doesNotContain("<b>");
        assertThat(shopper.get("/keranjang?kabar=added&barang=%3Cscript%3E").text())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(shopper.get("/keranjang/pesan").header("Location")).contains("/keranjang?kabar=empty");
        assertThat(shopper.post("/keranjang/pesan").header("Location")).contains("/keranjang?kabar=empty");
        assertThat(web.post("/keranjang", "product=x", "Origin", "https://lain.example")
                        .status())
                .isEqualTo(403);
    }

    private void write(AProduct product) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            product.insert(owner);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            owner.createStatement().execute(statement);
        }
    }
}
