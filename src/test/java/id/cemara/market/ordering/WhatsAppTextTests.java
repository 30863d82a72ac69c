package id.cemara.market.ordering;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.WritingTest;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.payment.PaymentMethod;
import id.cemara.platform.DatabaseAccess;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The order as a WhatsApp text.
@WritingTest
class WhatsAppTextTests {

    @Autowired
    private Orders orders;

    @Autowired
    private DatabaseAccess database;

    @Test
    void it_says_everything_the_group_needs_and_never_the_token() throws SQLException {
        write("wa-satu", 12_000);
        PlacedOrder order = place(List.of(new Checkout.Line("wa-satu", 3)), "Ibu *Ani* \n_Contoh_", "+6281277770001");
        String link = String.valueOf(order.whatsapp());
        assertThat(link).startsWith("https://wa.me/6281200000001?text=").doesNotContain("+", order.token());
        assertThat(URI.create(link).getRawQuery()).matches("text=[A-Za-z0-9%._*-]+");
        assertThat(text(link)).isEqualTo("""
                Halo *Uji Pasar*, saya memesan lewat Cemara.
                Kode pesanan: *%s*

                • 3 × Wa Satu (buah) = Rp36.000

                *Total: Rp36.000*
                Cara terima: ambil sendiri
                Cara bayar: tunai saat diterima (COD)
                Nama: Ibu Ani Contoh""".formatted(order.code()));
    }

    @Test
    void a_long_order_is_told_in_part_with_its_code_and_its_total() throws SQLException {
        List<Checkout.Line> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String slug = "wa-panjang-sekali-namanya-supaya-penuh-" + i;
            write(slug, 1_000);
            lines.add(new Checkout.Line(slug, 1));
        }
        PlacedOrder order = place(lines, "Nama" + " panjang".repeat(10), "+6281277770002");
        String link = String.valueOf(order.whatsapp());
        assertThat(link.length()).isLessThanOrEqualTo(WhatsAppText.LONGEST_LINK);
        assertThat(text(link))
                .contains("*" + order.code() + "*", "*Total: Rp40.000*", "macam barang lain")
                .hasSizeLessThan(2000);
    }

    private PlacedOrder place(List<Checkout.Line> lines, String name, String phone) {
        return orders.place(new Checkout(
                        lines, new Buyer(name, phone, null, null, null), DeliveryChoice.PICKUP, PaymentMethod.COD))
                .getFirst();
    }

    private void write(String slug, long price) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct(slug).price(price).insert(owner);
        }
    }

    private static String text(String link) {
        return URLDecoder.decode(link.substring(link.indexOf("text=") + 5), StandardCharsets.UTF_8);
    }
}
