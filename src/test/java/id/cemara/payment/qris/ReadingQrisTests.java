package id.cemara.payment.qris;

import static id.cemara.payment.Vectors.A;
import static id.cemara.payment.Vectors.B;
import static id.cemara.payment.Vectors.C;
import static id.cemara.payment.Vectors.D;
import static id.cemara.payment.Vectors.DYNAMIC;
import static id.cemara.payment.Vectors.STATIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import id.cemara.payment.qris.QrisReading.Broken;
import id.cemara.payment.qris.QrisReading.Hint;
import id.cemara.payment.qris.QrisReading.Reason;
import id.cemara.shared.Money;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The vectors of notes 2.6 and DOMAIN 4.3, and every kind of error.
class ReadingQrisTests {

    @ParameterizedTest
    @ValueSource(strings = {A, B, C, D, STATIC, DYNAMIC})
    void codes_that_are_whole_are_read(String text) {
        assertThat(read(text)).isPresent();
        assertThat(read(text).orElseThrow().text()).isEqualTo(text);
        assertThat(Field.text(read(text).orElseThrow().fields())).isEqualTo(text);
        assertThat(OtherReader.isSound(text)).isTrue();
    }

    @Test
    void a_code_says_whose_it_is() {
        QrisCode real = read(B).orElseThrow();
        assertThat(real.merchantName()).isEqualTo("BIOLBE");
        assertThat(real.city()).isEqualTo("KAB. MALANG");
        assertThat(real.nmid()).contains("ID1021125405972");
        assertThat(real.isDynamic()).isFalse();
        QrisCode dynamic = read(DYNAMIC).orElseThrow();
        assertThat(dynamic.isDynamic()).isTrue();
        assertThat(dynamic.amount()).isEqualTo("75000");
        assertThat(dynamic.reference()).isEqualTo("ORD0000001");
        assertThat(read(D).orElseThrow().reference()).isEqualTo("INV000123");
        assertThat(read(A).orElseThrow().nmid()).isEmpty();
    }

    @Test
    void a_static_code_becomes_the_dynamic_one_byte_for_byte() {
        StaticCode own = fit(STATIC);
        assertThat(own.forOnePayment(new Money(75_000), "ORD0000001").text()).isEqualTo(DYNAMIC);
        assertThat(own.nmid()).isEqualTo("ID0000000000000");
        String made = fit(C).forOnePayment(new Money(75_000), "ORD0000001").text();
        assertThat(made).contains("62210510ORD00000010703A01");
        assertThat(read(made)).isPresent();
    }

    @Test
    void a_name_that_is_too_long_is_read_and_is_cut_where_a_code_is_made() {
        String name = "KELOMPOK USAHA PENINGKATAN PENDAPATAN KELUARGA";
        String text = sealed(STATIC.replace("5912UPPKS CONTOH", "59%d%s".formatted(name.length(), name)));
        assertThat(read(text).orElseThrow().merchantName()).isEqualTo(name);
        String made = fit(text).forOnePayment(new Money(1), "A").text();
        assertThat(read(made).orElseThrow().merchantName()).isEqualTo("KELOMPOK USAHA PENINGKATA");
        assertThat(read(sealed(DYNAMIC.replace("540575000", "5409100003.00")))).isPresent();
    }

    @Test
    void a_sample_with_broken_tags_and_checksum_is_refused() {
        // E, built from its description in notes 2.6, which does not give its text: inconsistent tags, and
        // a stated checksum of B0C6 where 1F4A would be correct.
        String e = "00020101021126660013ID.CONTOH.WWW0119936000000000000000002150000000004084730303UMI"
                + "51440014ID.CO.QRIS.WWW0215ID00000000000000303UMI5204549953033605802ID5913UPPKS CONTOH6006LEBONG6105391626304B0C6";
        assertThat(Checksum.of(e.substring(0, e.length() - 4))).isEqualTo("1F4A");
        Broken structure = broken(e);
        assertThat(structure.reason()).isEqualTo(Reason.TWICE);
        assertThat(structure.tag()).isEqualTo("00");
        Broken checksum = broken(STATIC.substring(0, STATIC.length() - 4) + "B0C6");
        assertThat(checksum.reason()).isEqualTo(Reason.CHECKSUM);
        assertThat(checksum.hint()).isEqualTo(Hint.SCAN_AGAIN);
    }

    @Test
    void a_code_written_for_an_address_is_refused_with_the_hint_to_decode_it() {
        String f = STATIC.replace(" ", "%20");
        assertThat(broken(f)).isEqualTo(new Broken(Reason.URL_ENCODED, null, Hint.DECODE));
        assertThat(broken(STATIC.replace("UPPKS CONTOH", "UPPKS%2")).hint()).isEqualTo(Hint.SCAN_AGAIN);
    }

    @Test
    void what_would_mend_a_code_is_said_and_not_done() {
        assertThat(broken(STATIC + "\n").hint()).isEqualTo(Hint.REMOVE_SPACES);
        assertThat(broken(" " + STATIC).hint()).isEqualTo(Hint.REMOVE_SPACES);
        assertThat(broken(STATIC.substring(0, 40) + "\r\n" + STATIC.substring(40))
                        .hint())
                .isEqualTo(Hint.REMOVE_SPACES);
        assertThat(broken(STATIC.substring(0, STATIC.length() - 4) + "8f8a"))
                .isEqualTo(new Broken(Reason.CHECKSUM, "63", Hint.UPPER_CASE));
        assertThat(broken(STATIC.substring(0, 100)).hint()).isEqualTo(Hint.COPY_AGAIN);
        assertThat(broken("x".repeat(100_000))).isEqualTo(new Broken(Reason.TOO_LONG, null, Hint.COPY_AGAIN));
    }

    @ParameterizedTest
    @CsvSource({
        "'',            EMPTY,             -",
        "https://a.id,  NO_PAYMENT_CODE,   -",
        "00020,         NO_PAYMENT_CODE,   -"
    })
    void what_is_no_payment_code_is_told_apart(String text, Reason reason, String tag) {
        assertThat(broken(text).reason()).isEqualTo(reason);
    }

    /// Each has a valid checksum, so only its structure can be the reason.
    @ParameterizedTest
    @CsvSource({
        "5303360,         53033605303360,       TWICE,             53",
        "5303360,         5303 60,              VALUE,             53",
        "5303360,         '',                   MISSING,           53",
        "52045499,        '',                   MISSING,           52",
        "5802ID,          '',                   MISSING,           58",
        "5802ID,          5802id,               VALUE,             58",
        "5912UPPKS CONTOH, '',                  MISSING,           59",
        "6006LEBONG,      '',                   MISSING,           60",
        "6006LEBONG,      6000,                 LENGTH,            60",
        "6006LEBONG,      606LEBONG,            LENGTH,            60",
        "6006LEBONG,      6O06LEBONG,           TAG,               59",
        "6006LEBONG,      6006LEBÖNG,           CHARACTER,         60",
        "010211,          010213,               VALUE,             01",
        "5802ID,          540105802ID,          VALUE,             54",
        "5802ID,          540800000.005802ID,   VALUE,             54",
        "5802ID,          54051.0005802ID,      VALUE,             54",
        "5802ID,          55025802ID,           LENGTH,            02",
        "5802ID,          5502025802ID,         VALUE,             56",
        "5802ID,          56045.005802ID,       VALUE,             56",
        "610539162,       61053916262050102A,   CUT,               62/01",
        "610539162,       610539162620501A1B,   LENGTH,            62/01",
        "610539162,       6105391626207010AB01, LENGTH,            62/01",
        "610539162,       6304ABCD610539162,    CHECKSUM_NOT_LAST, 63",
        "0013ID.CONTOH.WWW0119, 0113ID.CONTOH.WWW0219, TWICE,      26/02"
    })
    void a_broken_structure_is_refused_at_its_tag(String from, String to, Reason reason, String tag) {
        String text = sealed(STATIC.replace(from, to));
        assertThat(text).isNotEqualTo(STATIC);
        Broken broken = broken(text);
        assertThat(broken.reason()).isEqualTo(reason);
        assertThat(broken.tag()).isEqualTo(tag);
    }

    @Test
    void a_code_without_end_or_with_more_after_it_is_refused() {
        String open = STATIC.substring(0, STATIC.length() - 8);
        assertThat(broken(open).reason()).isEqualTo(Reason.CHECKSUM_NOT_LAST);
        assertThat(broken(STATIC + "6304ABCD").reason()).isEqualTo(Reason.CHECKSUM_NOT_LAST);
        assertThat(broken(STATIC + "0").reason()).isEqualTo(Reason.CHECKSUM_NOT_LAST);
    }

    @ParameterizedTest
    @CsvSource({
        "010211,         010212,                FOR_ONE_PAYMENT",
        "5802ID,         540550000 5802ID,      HAS_AMOUNT",
        "5303360,        5303840,               NOT_RUPIAH",
        "5802ID,         5802SG,                NOT_INDONESIA",
        "ID.CO.QRIS.WWW, ID.CO.LAIN.WWW,        NO_NMID",
        "ID0000000000000, ID00000000ABCDE,      NO_NMID",
        "5802ID,         55020256045000 5802ID, HAS_FEE",
        "5802ID,         5502035704 1.505802ID, HAS_FEE"
    })
    void a_code_that_is_no_groups_own_is_unfit_with_a_reason(String from, String to, StaticCode.Fault fault) {
        String text = sealed(STATIC.replace(from, to.replace(" ", "")));
        assertThat(StaticCode.of(read(text).orElseThrow())).isEqualTo(new StaticCode.Fitness.Unfit(fault));
    }

    @Test
    void only_what_was_issued_here_is_drawn() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of(B));
        assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of(" " + STATIC));
        assertThatIllegalArgumentException().isThrownBy(() -> fit(STATIC).forOnePayment(Money.ZERO, "A"));
        assertThatIllegalArgumentException().isThrownBy(() -> fit(STATIC).forOnePayment(new Money(1), "A B"));
        assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of("a".repeat(1501)));
    }

    @Test
    void the_picture_is_read_back() throws IOException, ReaderException {
        IssuedCode issued = fit(STATIC).forOnePayment(new Money(75_000), "ORD0000001");
        for (int scale : List.of(3, 4, 8)) {
            BufferedImage picture =
                    ImageIO.read(new ByteArrayInputStream(QrCode.of(issued).png(scale)));
            int width = picture.getWidth();
            int[] pixels = picture.getRGB(0, 0, width, width, null, 0, width);
            var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels)));
            assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(DYNAMIC);
            assertThat(QrPicture.read(picture)).contains(DYNAMIC);
        }
        BufferedImage address = ImageIO.read(new ByteArrayInputStream(
                QrCode.of("https://cemara.example/kelompok/melati?à=è").png(6)));
        assertThat(QrPicture.read(address)).contains("https://cemara.example/kelompok/melati?à=è");
        assertThat(QrPicture.read(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB)))
                .isEmpty();
    }

    @Test
    void the_drawing_has_a_black_unit_wherever_the_picture_has_a_black_square() throws IOException {
        QrCode code = QrCode.of(fit(STATIC).forOnePayment(new Money(75_000), "ORD0000001"));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(code.png(1)));
        boolean[][] drawn = new boolean[code.size()][code.size()];
        var runs = java.util.regex.Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z")
                .matcher(code.path());
        while (runs.find()) {
            for (int x = 0; x < Integer.parseInt(runs.group(3)); x++) {
                drawn[Integer.parseInt(runs.group(2))][Integer.parseInt(runs.group(1)) + x] = true;
            }
        }
        for (int y = 0; y < code.size(); y++) {
            for (int x = 0; x < code.size(); x++) {
                assertThat(drawn[y][x]).isEqualTo((picture.getRGB(x, y) & 0xFF) == 0);
            }
        }
        assertThat(code.svg()).startsWith("<svg xmlns=").contains(code.path()).doesNotContain("style");
    }

    @Test
    void the_checksum_is_the_known_one() {
        assertThat(Checksum.of("123456789")).isEqualTo("29B1");
    }

    static Optional<QrisCode> read(String text) {
        return QrisReader.whole(QrisReader.read(text));
    }

    static StaticCode fit(String text) {
        return StaticCode.whenFit(StaticCode.of(read(text).orElseThrow())).orElseThrow();
    }

    private static Broken broken(String text) {
        return (Broken) QrisReader.read(text);
    }

    /// The text with its correct checksum.
    static String sealed(String text) {
        String open = text.substring(0, text.length() - 4);
        return open + Checksum.of(open);
    }
}
