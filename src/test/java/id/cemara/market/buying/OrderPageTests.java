package id.cemara.market.buying;

import static id.cemara.market.AProduct.aProduct;
import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import id.cemara.Actors;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.Vectors;
import id.cemara.platform.DatabaseAccess;
import id.cemara.registry.AGroup;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/// The order page: visible to the holder of the order's token and to nobody else.
@WritingTest
@ExtendWith(OutputCaptureExtension.class)
class OrderPageTests {

    private static final String GROUP = "wanita-mandiri";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Orders orders;

    private Web web;
    private Shopper shopper;

    @BeforeEach
    void somebody_new() {
        web = Web.of(environment);
        shopper = new Shopper(web);
    }

    @Test
    void a_token_in_an_address_is_swapped_for_a_cookie_of_that_order_alone(CapturedOutput output) throws SQLException {
        String code = bought("halaman-satu");
        String token = shopper.token(code);
        var elsewhere = new Shopper(web);
        var swapped = elsewhere.get("/pesanan/" + code + "?token=" + token);
        assertThat(swapped.status()).isEqualTo(302);
        assertThat(swapped.header("Location")).endsWith("/pesanan/" + code).doesNotContain(token);
        assertThat(swapped.header("Cache-Control")).contains("no-store");
        assertThat(swapped.headers("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("cemara-order=" + token, "Path=/pesanan/" + code + ";", "HttpOnly", "SameSite=Lax");

        var page = elsewhere.get("/pesanan/" + code);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.text())
                .contains("Pesanan " + code, "Ibu Ani Contoh", "Pesanan dibuat", "Siapkan uang tunai")
                .contains("https://wa.me/6281200000001?text=")
                .contains("Direktorat Jenderal Perlindungan Konsumen")
                .contains("/pesanan/" + code + "?token=" + token + "</p>");
        assertThat(output.getAll()).doesNotContain(token);
    }

    @Test
    void an_order_has_one_time_that_of_its_group_for_the_buyer_as_for_the_desk() throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            Rows.run(owner, """
                    insert into area.areas (code, parent_code, level, name, path)
                    values ('91', null, 'province', 'Papua', 'Papua'),
                           ('91.03', '91', 'regency', 'Kabupaten Jayapura', 'Jayapura'),
                           ('91.03.01', '91.03', 'district', 'Sentani', 'Sentani, Jayapura'),
                           ('91.03.01.1002', '91.03.01', 'urban-village', 'Sentani Kota', 'Sentani Kota, Sentani, Jayapura')
                        on conflict do nothing
                    """);
            aGroup("uji-sentani").in("91.03.01.1002").insertIfMissing(owner);
            aProduct("halaman-sentani").of("uji-sentani").insert(owner);
        }
        String code = shopper.buys("halaman-sentani", "uji-sentani", 1);
        Rows.run(
                database,
                "update market.orders set placed_at = '2026-11-24T19:29Z', expires_at = '2026-11-26T20:30Z' where code = '"
                        + code + "'",
                "update market.order_changes c set changed_at = '2026-11-24T19:29Z' from market.orders o"
                        + " where o.id = c.order_id and o.code = '" + code + "'");
        shopper.post("/pesanan/" + code + "/keluhan", "about", "other", "words", "Apakah sudah siap?");
        Rows.run(
                database,
                "update market.complaint_words w set said_at = '2026-11-24T19:31Z' from market.complaints c"
                        + " join market.orders o on o.id = c.order_id where c.id = w.complaint_id and o.code = '" + code
                        + "'");
        String page = shopper.get("/pesanan/" + code).text();
        assertThat(page)
                .contains("25 November 2026 04.29 WIT", "25 November 2026 04.31 WIT")
                .doesNotContain("WIB");
        assertThat(web.get("/kerja/pesanan/" + code, web.session("nasional")).text())
                .contains("25 November 2026 04.29 WIT")
                .doesNotContain("WIB");
    }

    @Test
    void without_its_token_an_order_is_as_unknown_as_one_that_never_was() throws SQLException {
        String code = bought("halaman-dua");
        String other = bought("halaman-tiga");
        String unknown = web.get("/pesanan/ZZZZZZZZ").text().replace("ZZZZZZZZ", "");
        assertThat(web.get("/pesanan/ZZZZZZZZ").status()).isEqualTo(404);
        for (String path : List.of(
                "/pesanan/" + code,
                "/pesanan/" + code + "?token=" + "A".repeat(43),
                "/pesanan/" + code + "?token=" + shopper.token(other),
                "/pesanan/" + code + "?token=x",
                "/pesanan/" + code + "?token=",
                "/pesanan/" + code + "/qris.png",
                "/pesanan/" + code + "/serah-terima")) {
            var answer = web.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.text()).as(path).doesNotContain("Ibu Ani");
            assertThat(answer.header("Cache-Control")).as(path).contains("no-store");
            assertThat(answer.headers("Set-Cookie")).as(path).isEmpty();
        }
        assertThat(web.get("/pesanan/" + code).text().replace(code, "")).isEqualTo(unknown);
        var stranger = new Shopper(web);
        stranger.set(OrderCookie.NAME, shopper.token(other), "/pesanan/" + code);
        assertThat(stranger.get("/pesanan/" + code).status()).isEqualTo(404);
        for (String deed : List.of("bayar", "langkah/cancel", "keluhan", "keluhan/balas", "ulasan")) {
            assertThat(stranger.post("/pesanan/" + code + "/" + deed, "words", "x", "about", "other")
                            .status())
                    .as(deed)
                    .isEqualTo(404);
        }
        // No account opens it here either, neither the next kabupaten's nor the group's own.
        for (String account : List.of("petugas-seluma", "seluma", "petugas-lebong", "admin")) {
            assertThat(web.get("/pesanan/" + code, web.session(account)).status())
                    .as(account)
                    .isEqualTo(404);
        }
    }

    @Test
    void the_buyer_cancels_takes_it_back_and_says_it_arrived() throws SQLException {
        String code = bought("halaman-empat");
        String base = "/pesanan/" + code;
        assertThat(shopper.post(base + "/langkah/cancel", "why", "Salah pilih").status())
                .isEqualTo(302);
        assertThat(shopper.get(base).text()).contains("Dibatalkan", "Salah pilih", "Batalkan langkah terakhir saya");
        shopper.post(base + "/langkah/undo");
        assertThat(shopper.get(base).text()).contains("menunggu").doesNotContain("Salah pilih");

        asOffice(code, OrderStep.CONFIRM);
        assertThat(shopper.get(base).text()).contains("Diterima Wanita Mandiri", "menyiapkannya");
        asOffice(code, OrderStep.PACK);
        assertThat(shopper.get(base).text())
                .contains("Sudah siap. Silakan diambil")
                .as("unpaid goods are the group's to hand over")
                .doesNotContain("Sudah saya terima");
        asOffice(code, OrderStep.CONFIRM_PAYMENT);
        assertThat(shopper.get(base).text()).contains("Sudah saya terima");
        shopper.post(base + "/langkah/deliver");
        assertThat(shopper.get(base).text()).contains("Barang sudah diterima", "Ulasan Ibu/Bapak");

        assertThat(shopper.post(base + "/langkah/confirm").status())
                .as("not the buyer's")
                .isEqualTo(404);
        var late = shopper.post(base + "/langkah/cancel");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text()).contains("role=\"alert\"");
    }

    @Test
    void a_claim_comes_with_a_photo_and_a_broken_one_is_told() throws SQLException, IOException {
        write("halaman-lima", true);
        shopper.add("halaman-lima", 1);
        var placed = shopper.order(
                shopper.checkout(),
                "antar-" + GROUP,
                "pickup=0",
                "bayar-" + GROUP,
                "invoice",
                "name",
                "Bapak Contoh",
                "phone",
                "081200110011",
                "institution",
                "Kantor Camat Contoh");
        assertThat(placed.status()).as(placed.text()).isEqualTo(302);
        String base = "/pesanan/" + Shopper.code(placed);
        var paper = shopper.get(base + "/serah-terima");
        assertThat(paper.status()).isEqualTo(200);
        assertThat(paper.text())
                .contains(
                        "Berita Acara Serah Terima",
                        "Kantor Camat Contoh",
                        "Bapak Contoh",
                        "Wanita Mandiri",
                        "Rp10.000");

        var broken = shopper.upload(base + "/bayar", "bukti.jpg", new byte[] {1, 2, 3}, "note", "lewat bank");
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.text()).contains("value=\"lewat bank\"", "pilih sekali lagi");
        var tooLong = shopper.upload(base + "/bayar", "bukti.png", picture(), "note", "x".repeat(501));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text()).contains("id=\"note-salah\"", "pilih sekali lagi");
        assertThat(shopper.get(base).text()).doesNotContain("pilih sekali lagi");
        var claimed = shopper.upload(base + "/bayar", "bukti.png", picture(), "note", "lewat bank");
        assertThat(claimed.status()).as(claimed.text()).isEqualTo(302);
        assertThat(shopper.get(base).text())
                .contains("Diberi tahu sudah dibayar", "dengan foto")
                .doesNotContain("belum menemukan uangnya");

        asOffice(Shopper.code(placed), OrderStep.DENY_CLAIM);
        assertThat(shopper.get(base).text())
                .contains("sudah memeriksa dan belum menemukan uangnya (“alasan uji”)", "Saya sudah bayar");
    }

    @Test
    void how_to_pay_by_qris_and_by_transfer_is_on_the_page() throws SQLException, IOException {
        String group = "kenanga-uji-bayar";
        try (Connection owner = TestDatabases.asOwner(database)) {
            AGroup.aGroup(group).in("17.07.04.1003").insert(owner);
            aProduct("halaman-tujuh").of(group).price(75_000).insert(owner);
            owner.createStatement().execute("""
                    insert into payment.destinations (id, group_id, area_code, kind, payload, merchant_name, nmid, city,
                           bank, number, holder, state, sent_at, sent_by, sent_by_name, checked_at, checked_by,
                           checked_by_name)
                    select gen_random_uuid(), g.id, g.area_code, d.kind, d.payload, d.name, d.nmid, 'LEBONG', d.bank,
                           d.number, d.holder, 'verified', now(), gen_random_uuid(), 'contoh', now(),
                           gen_random_uuid(), 'contoh'
                      from registry.business_groups g
                     cross join (values ('qris', '%s', 'UPPKS CONTOH', 'ID0000000000000', null, null, null),
                                        ('account', null, null, null, 'Bank Contoh', '0001234567', 'Nama Contoh'))
                           as d (kind, payload, name, nmid, bank, number, holder)
                     where g.slug = '%s'
                    """.formatted(Vectors.STATIC, group));
        }
        String qris = paidBy("qris", group, "081200120012");
        String page = shopper.get("/pesanan/" + qris).text();
        assertThat(page)
                .contains("aria-label=\"Kode QRIS UPPKS CONTOH, Rp75.000\"", "ID0000000000000")
                .contains(
                        "pastikan nama yang muncul di aplikasi adalah UPPKS CONTOH", "Bayar lebih dulu, paling lambat")
                .contains("Saya sudah bayar");
        var png = shopper.get("/pesanan/" + qris + "/qris.png");
        assertThat(png.header("Content-Type")).isEqualTo("image/png");
        assertThat(png.header("Cache-Control")).contains("no-store");
        assertThat(read(png.bytes())).contains("540575000", qris).startsWith("000201010212");

        String transfer = paidBy("transfer", group, "081200130013");
        String amount = shopper.get("/pesanan/" + transfer).text();
        assertThat(amount).contains("Bank Contoh", "0001 2345 67", "Nama Contoh", "Transfer persis");
        String bill = Rows.one(database, "select amount from payment.payments where reference = '" + transfer + "'");
        long digits = Long.parseLong(bill) - 75_000;
        String shown = "Rp75." + "%03d".formatted(digits);
        assertThat(digits).isBetween(1L, 999L);
        // The same amount everywhere: the bill, the WhatsApp text, the desk and its tables.
        assertThat(amount)
                .contains(
                        "<span>Total</span> <strong class=\"num\">" + shown + "</strong>",
                        "Kode unik transfer",
                        "<span class=\"num\">Rp" + digits + "</span>")
                .doesNotContain("<strong class=\"num\">Rp75.000</strong>");
        assertThat(URLDecoder.decode(amount, StandardCharsets.UTF_8))
                .contains("*Total: " + shown + "*", "Kode unik transfer: Rp" + digits);
        String[] officer = web.session("petugas-lebong");
        String number = Rows.one(database, "select number from registry.business_groups where slug = '" + group + "'");
        String month = Rows.one(
                database,
                "select to_char(placed_at at time zone 'Asia/Jakarta', 'YYYY-MM') from market.orders where code = '"
                        + transfer + "'");
        assertThat(web.get("/kerja/pesanan/" + transfer, officer).text())
                .contains("Kode unik transfer", shown)
                .doesNotContainPattern("Rp75\\.000\\s*</td>\\s*</tr>\\s*</tfoot>");
        assertThat(web.get("/kerja/pesanan/" + transfer + "/cetak", officer).text())
                .contains("Total: " + shown);
        assertThat(web.get("/kerja/pesanan?kelompok=" + number, officer).text()).contains(shown);
        assertThat(web.get("/kerja/pesanan?semua=ya&kelompok=" + number, officer)
                        .text())
                .contains(shown);
        assertThat(web.get("/kerja/pesanan?semua=ya&format=csv&kelompok=" + number, officer)
                        .text())
                .containsPattern("(?m)^.?" + transfer + ".*[,;]" + bill + "\\r?$");
        assertThat(web.get("/kerja/kelompok/" + number + "/penjualan?format=csv&bulan=" + month, officer)
                        .text())
                .containsPattern("(?m)^.?" + transfer + ".*[,;]75000[,;]0[,;]" + digits + "[,;]" + bill + "[,;]0\\r?$");
        assertThat(orderPageBefore).contains("kode unik Rp1 sampai Rp999");

        // Once a payment is claimed, the page no longer shows how to pay.
        for (String paid : List.of(qris, transfer)) {
            shopper.post("/pesanan/" + paid + "/bayar", "note", "sudah");
            assertThat(shopper.get("/pesanan/" + paid).text())
                    .contains("Diberi tahu sudah dibayar", "Kirim bukti lagi")
                    .doesNotContain("Kode QRIS", "pastikan nama", "0001 2345 67", "Transfer persis", "Yang dibayar");
        }
        asOffice(qris, OrderStep.REFUSE);
        assertThat(shopper.get("/pesanan/" + qris).text())
                .contains("kalau memang masuk, uangnya dikembalikan")
                .doesNotContain("Tidak ada yang perlu dibayar", "Kode QRIS");
        assertThat(web.get("/kerja/pesanan/" + qris, officer).text()).contains("notice error");
        asOffice(transfer, OrderStep.CONFIRM_PAYMENT);
        asOffice(transfer, OrderStep.CANCEL);
        assertThat(shopper.get("/pesanan/" + transfer).text()).contains("akan mengembalikannya");
        asOffice(transfer, OrderStep.REFUND);
        assertThat(shopper.get("/pesanan/" + transfer).text())
                .contains("uangnya sudah dikembalikan")
                .doesNotContain("Tidak ada yang perlu dibayar", "akan mengembalikannya");
    }

    private String orderPageBefore = "";

    private String paidBy(String method, String group, String phone) {
        shopper.add("halaman-tujuh", 1);
        orderPageBefore = shopper.get("/keranjang/pesan").text();
        var placed = shopper.order(
                shopper.checkout(),
                "antar-" + group,
                "pickup=0",
                "bayar-" + group,
                method,
                "name",
                "Ibu Ani Contoh",
                "phone",
                phone);
        assertThat(placed.status()).as(placed.text()).isEqualTo(302);
        return Shopper.code(placed);
    }

    private static String read(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)))
                    .getText();
        } catch (ReaderException e) {
            throw new IOException(e);
        }
    }

    @Test
    void only_an_institution_has_a_handover_report() throws SQLException {
        String code = bought("halaman-enam");
        assertThat(shopper.get("/pesanan/" + code + "/serah-terima").status()).isEqualTo(404);
        assertThat(shopper.get("/pesanan/" + code + "/qris.png").status()).isEqualTo(404);
    }

    private String bought(String product) throws SQLException {
        write(product, false);
        return shopper.buys(product, GROUP, 1);
    }

    private void write(String product, boolean institutions) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            if (institutions) {
                aProduct(product).of("wanita-mandiri").forInstitutions().insert(owner);
            } else {
                aProduct(product).of("wanita-mandiri").insert(owner);
            }
        }
    }

    private void asOffice(String code, OrderStep step) {
        StepDetails why = StepDetails.because("alasan uji");
        CurrentActor.run(Actors.of(Role.FIELD_OFFICER, "17.07.04"), () -> orders.take(code, step, why));
    }

    private static byte[] picture() throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 90, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }
}
