package id.cemara.payment.destinations;

import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import id.cemara.Poll;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.Payments;
import id.cemara.payment.Vectors;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.GroupId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The QRIS code and account of a group in Lebong, by page and API.
@WritingTest
class KeepingPaymentCodesTests {

    private static final String GROUP = "17.07-9002";
    private static final String PAGE = "/kerja/kelompok/" + GROUP + "/pembayaran";
    private static final String API = "/api/v1/groups/" + GROUP + "/payment-destinations";
    private static final String ACCOUNT =
            "{\"kind\":\"account\",\"bank\":\"Bank Contoh\",\"number\":\"0001 2345-67\",\"holder\":\"Nama Contoh Dua\"}";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Payments payments;

    private Web web;

    @BeforeEach
    void no_destinations_yet() throws SQLException {
        web = Web.of(environment);
        try (Connection owner = TestDatabases.asOwner(database)) {
            aGroup("uji-kode-bayar").numbered(GROUP).in("17.07.04.1003").insertIfMissing(owner);
        }
        String group = "(select id from registry.business_groups where number = '" + GROUP + "')";
        for (String table : new String[] {"payment_claims", "payment_changes", "payments", "destinations"}) {
            asOwner("delete from payment." + table + " where group_id = " + group);
        }
    }

    @Test
    void a_code_counts_once_somebody_else_has_looked_at_it() throws SQLException {
        String[] officer = web.session("petugas-lebong");
        assertThat(web.get(PAGE, officer).text()).contains("belum punya kode QRIS");
        assertThat(web.post(PAGE + "/qris", "code=" + encoded(Vectors.STATIC), officer)
                        .status())
                .isEqualTo(302);
        String page = web.get(PAGE, officer).text();
        assertThat(page)
                .contains("UPPKS CONTOH", "ID0000000000000", "LEBONG", "menunggu diperiksa petugas")
                .contains("harus diperiksa petugas lain")
                .doesNotContain("Sudah benar, pakai");
        assertThat(methods()).isEmpty();
        JsonNode sent = items().get(0);
        assertThat(decide(sent, "verification", "{}", web.bearer("petugas-lebong"))
                        .json()
                        .get("title")
                        .asString())
                .isEqualTo("payment-destination-own");

        assertThat(web.get(PAGE, web.session("lebong")).text()).contains("Sudah benar, pakai");
        var verified = web.post(PAGE + "/" + sent.get("id").asString() + "/benar", "version=0", web.session("lebong"));
        assertThat(verified.status()).isEqualTo(302);
        assertThat(methods()).containsExactly(PaymentMethod.QRIS);
        assertThat(web.get("/kerja/kelompok/" + GROUP, officer).text()).contains("Cara dibayar", "dipakai");
    }

    @Test
    void a_second_code_takes_the_first_ones_place_only_after_the_check() throws SQLException {
        send(Vectors.STATIC);
        decide(items().get(0), "verification", "{}", web.bearer("lebong"));
        assertThat(send(Vectors.STATIC).json().get("title").asString()).isEqualTo("payment-destination-known");
        send(Vectors.C);
        assertThat(states()).isEqualTo("waiting verified");
        assertThat(used()).isEqualTo(Vectors.STATIC);
        assertThat(decide(items().get(0), "rejection", "{\"why\":\" \"}", web.bearer("lebong"))
                        .status())
                .isEqualTo(422);
        decide(items().get(0), "rejection", "{\"why\":\"Kota tidak sama\"}", web.bearer("lebong"));
        assertThat(states()).isEqualTo("verified rejected");
        assertThat(used()).isEqualTo(Vectors.STATIC);

        send(Vectors.C);
        decide(items().get(0), "verification", "{}", web.bearer("lebong"));
        assertThat(used()).isEqualTo(Vectors.C);
        assertThat(states()).isEqualTo("verified rejected replaced");
        assertThat(web.get(PAGE, web.session("lebong")).text()).contains("Riwayat", "Kota tidak sama", "diganti");
        assertThat(web.get("/kerja/jejak", web.session("lebong")).text())
                .contains("Kode atau rekening kelompok dinyatakan benar");

        decide(items().get(0), "withdrawal", "{\"why\":\"Ditempeli orang\"}", web.bearer("petugas-lebong"));
        assertThat(methods()).isEmpty();
    }

    @Test
    void a_photo_of_the_code_is_read() throws Exception {
        String[] officer = web.session("petugas-lebong");
        assertThat(web.upload(PAGE + "/qris", officer, "qris.png", photo(Vectors.STATIC), "code", "")
                        .status())
                .isEqualTo(302);
        assertThat(items().get(0).get("code").asString()).isEqualTo(Vectors.STATIC);
        var empty = web.upload(PAGE + "/qris", officer, "kosong.png", photo(null), "code", "");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.text()).contains("Tidak ada kode QR yang terbaca");
        var address = web.upload(PAGE + "/qris", officer, "lain.png", photo("https://contoh.example"), "code", "");
        assertThat(address.text()).contains("ini bukan kode pembayaran");
    }

    @Test
    void a_code_that_is_not_right_is_refused_with_a_reason_and_what_to_do() {
        String[] officer = web.session("petugas-lebong");
        String typo = Vectors.STATIC.replace("LEBONG", "LEBON6");
        var broken = web.post(PAGE + "/qris", "code=" + encoded(typo), officer);
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.text()).contains("angka pemeriksa di akhir tidak cocok", "Pindai lagi kartu aslinya", typo);
        String encoded = Vectors.STATIC.replace(" ", "%20");
        assertThat(web.post(PAGE + "/qris", "code=" + encoded(encoded), officer).text())
                .contains("seperti alamat web", "perlu dikembalikan dulu");
        assertThat(web.post(PAGE + "/qris", "code=" + encoded(Vectors.DYNAMIC), officer)
                        .text())
                .contains("untuk satu pembayaran saja");
        assertThat(send(Vectors.A).text()).contains("untuk satu pembayaran saja");
        assertThat(send("").status()).isEqualTo(422);
        assertThat(items().size()).isZero();
    }

    @Test
    void an_account_is_shown_in_full_only_where_it_is_needed() {
        assertThat(post("{\"kind\":\"account\",\"bank\":\"B\",\"number\":\"12ab\"}")
                        .json()
                        .get("errors")
                        .size())
                .isEqualTo(3);
        assertThat(post(ACCOUNT).status()).isEqualTo(201);
        assertThat(web.get(PAGE, web.session("lebong")).text()).contains("0001 2345 67", "Nama Contoh Dua");
        assertThat(web.get(PAGE, web.session("provinsi")).text())
                .contains("•••• 4567")
                .doesNotContain("0001 2345", "Nama Contoh Dua");
        JsonNode seen = web.get(API, web.bearer("provinsi")).json().get("items").get(0);
        assertThat(seen.get("number").asString()).isEqualTo("•••• 4567");
        assertThat(seen.get("holder").isNull()).isTrue();
        assertThat(web.get("/kerja/kode-bayar", web.session("lebong")).text())
                .contains("•••• 4567")
                .doesNotContain("0001234567", "Nama Contoh Dua");
        assertThat(web.get("/kerja/jejak", web.session("lebong")).text()).contains("Rekening kelompok dibuka");
    }

    @Test
    void the_same_code_with_another_group_is_a_reason_to_look_twice() throws SQLException {
        send(Vectors.STATIC);
        // Groups of other tests may have the same one.
        long elsewhere = items().get(0).get("elsewhere").asLong() + 1;
        asOwner("""
                insert into payment.destinations (id, group_id, area_code, kind, payload, merchant_name, nmid, state,
                       sent_at, sent_by, sent_by_name)
                select '00000000-0000-7000-8000-00000000cd01', id, area_code, 'qris', 'x', 'x', 'ID0000000000000',
                       'waiting', now(), gen_random_uuid(), 'uji'
                  from registry.business_groups g
                 where number like '17.05%' and not exists (select 1 from payment.destinations d
                                                             where d.group_id = g.id and d.kind = 'qris')
                 limit 1
                """);
        try {
            assertThat(items().get(0).get("elsewhere").asLong()).isEqualTo(elsewhere);
            assertThat(web.get(PAGE, web.session("lebong")).text())
                    .contains("yang sama juga dipakai " + elsewhere + " kelompok lain");
        } finally {
            asOwner("delete from payment.destinations where id = '00000000-0000-7000-8000-00000000cd01'");
        }
    }

    @Test
    void an_officer_of_the_next_kabupaten_finds_nothing() {
        send(Vectors.STATIC);
        String one = API + "/" + items().get(0).get("id").asString();
        for (String other : new String[] {"petugas-seluma", "seluma", "cemara-indah"}) {
            assertThat(web.get(API, web.bearer(other)).status()).isEqualTo(404);
            assertThat(web.get(one, web.bearer(other)).status()).isEqualTo(404);
            assertThat(web.get(PAGE, web.session(other)).status()).isEqualTo(404);
            assertThat(web.json("POST", API, ACCOUNT, web.bearer(other)).status())
                    .isEqualTo(404);
        }
        assertThat(web.json("POST", one + "/verification", "{}", with(web.bearer("seluma"), "If-Match", "\"0\""))
                        .status())
                .isEqualTo(404);
        assertThat(web.json("POST", one + "/verification", "{}", with(web.bearer("provinsi"), "If-Match", "\"0\""))
                        .status())
                .isEqualTo(403);
        assertThat(web.get("/kerja/kode-bayar", web.session("petugas-seluma")).text())
                .doesNotContain("ID0000000000000");
        assertThat(web.get(API).status()).isEqualTo(401);
    }

    @Test
    void who_checks_hears_of_it_and_nobody_decides_twice() {
        post(ACCOUNT);
        assertThat(web.get("/kerja", web.session("lebong")).text())
                .contains("kode QRIS atau rekening kelompok menunggu diperiksa");
        assertThat(web.get("/kerja/kode-bayar", web.session("lebong")).text()).contains("Uji Kode Bayar");
        JsonNode waiting = web.get("/api/v1/payment-destinations?size=100", web.bearer("lebong"))
                .json()
                .get("items");
        assertThat(waiting.size()).isPositive();
        JsonNode sent = items().get(0);
        String address = API + "/" + sent.get("id").asString() + "/verification";
        assertThat(web.json("POST", address, "{}", web.bearer("lebong")).status())
                .isEqualTo(428);
        assertThat(decide(sent, "verification", "{}", web.bearer("lebong")).status())
                .isEqualTo(200);
        assertThat(decide(sent, "verification", "{}", web.bearer("lebong")).status())
                .isEqualTo(412);
        assertThat(decide(items().get(0), "rejection", "{\"why\":\"x\"}", web.bearer("lebong"))
                        .json()
                        .get("title")
                        .asString())
                .isEqualTo("payment-destination-decided");
    }

    @Test
    void a_double_press_sends_one() throws Exception {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement();
                var two = Executors.newFixedThreadPool(2)) {
            owner.setAutoCommit(false);
            statement.execute("lock table payment.destinations in share mode");
            var first = two.submit(() -> send(Vectors.STATIC).status());
            var second = two.submit(() -> send(Vectors.STATIC).status());
            Poll.until(() -> waiting(statement) >= 2);
            owner.commit();
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(201, 409);
        }
        assertThat(items().size()).isEqualTo(1);
    }

    /// The number of sessions that wait for a lock.
    private static int waiting(Statement statement) {
        try (ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_reason_that_is_missing_or_too_long_is_said_beside_its_field_and_what_was_typed_stays() {
        send(Vectors.STATIC);
        post(ACCOUNT);
        String account = items().get(0).get("id").asString();
        String code = items().get(1).get("id").asString();
        String[] office = web.session("lebong");
        var missing = web.post(PAGE + "/" + code + "/tolak", "version=0&why=+", office);
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.text())
                .containsPattern("id=\"tolak-" + code + "\"[^>]* aria-describedby=\"why-salah\"")
                .containsOnlyOnce("id=\"why-salah\"")
                .containsOnlyOnce("field-error")
                .containsOnlyOnce("aria-invalid=\"true\"")
                .containsOnlyOnce("<details open>")
                .containsPattern("<details open>\\s*<summary>Ada yang tidak benar</summary>");
        var tooLong = web.post(PAGE + "/" + account + "/cabut", "version=0&why=Salah" + "+x".repeat(300), office);
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.text())
                .containsPattern("id=\"cabut-" + account + "\"[^>]* aria-describedby=\"why-salah\"")
                .containsOnlyOnce("field-error")
                .containsOnlyOnce("Salah x x")
                .containsOnlyOnce("<details open>");
    }

    @Test
    void what_was_before_goes_on_page_by_page_and_each_is_found_by_its_id() throws SQLException {
        send(Vectors.STATIC);
        asOwner("""
                insert into payment.destinations (id, group_id, area_code, kind, bank, number, holder, state, sent_at,
                       sent_by, sent_by_name, ended_at)
                select gen_random_uuid(), g.id, g.area_code, 'account', 'Bank Lama', lpad(n::text, 8, '0'),
                       'Nama Contoh', 'withdrawn', timestamptz '2026-01-01' + n * interval '1 minute',
                       gen_random_uuid(), 'contoh', now()
                  from registry.business_groups g, generate_series(1, 60) n
                 where g.number = '%s'
                """.formatted(GROUP));
        String[] officer = web.bearer("petugas-lebong");
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = web.get(API + "?size=25" + cursor, officer).json();
            page.get("items").forEach(one -> all.add(one.get("id").asString()));
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        assertThat(all).hasSize(61).doesNotHaveDuplicates();
        assertThat(web.get(API + "/" + all.getLast(), officer).status()).isEqualTo(200);
        String first = web.get(PAGE, web.session("petugas-lebong")).text();
        assertThat(first).contains("UPPKS CONTOH", "•••• 0060", "rel=\"next\"").doesNotContain("•••• 0001");
        String next = first.replaceAll("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1");
        assertThat(web.get(next, web.session("petugas-lebong")).text())
                .contains("•••• 0001")
                .doesNotContain("UPPKS CONTOH", "•••• 0060");
    }

    @Test
    void a_bank_of_one_letter_is_told_what_is_missing() {
        assertThat(web.post(PAGE + "/rekening", "bank=B&number=12345678&holder=Nama", web.session("petugas-lebong"))
                        .text())
                .contains("paling sedikit 2 huruf");
    }

    @Test
    void the_same_key_sends_one() {
        String[] key = with(web.bearer("petugas-lebong"), "Idempotency-Key", "rekening-1");
        var first = web.json("POST", API, ACCOUNT, key);
        assertThat(web.json("POST", API, ACCOUNT, key).text()).isEqualTo(first.text());
        assertThat(items().size()).isEqualTo(1);
    }

    private Web.Answer send(String code) {
        return post("{\"kind\":\"qris\",\"code\":\"" + code + "\"}");
    }

    private Web.Answer post(String json) {
        return web.json("POST", API, json, web.bearer("petugas-lebong"));
    }

    private Web.Answer decide(JsonNode one, String step, String json, String[] who) {
        return web.json(
                "POST",
                API + "/" + one.get("id").asString() + "/" + step,
                json,
                with(who, "If-Match", "\"" + one.get("version").asInt() + "\""));
    }

    private JsonNode items() {
        return web.get(API, web.bearer("petugas-lebong")).json().get("items");
    }

    private String states() {
        StringBuilder states = new StringBuilder();
        for (JsonNode one : items()) {
            states.append(one.get("state").asString()).append(' ');
        }
        return states.toString().strip();
    }

    private String used() {
        for (JsonNode one : items()) {
            if (one.get("state").asString().equals("verified")) {
                return one.get("code").asString();
            }
        }
        return "";
    }

    private java.util.Set<PaymentMethod> methods() throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement();
                ResultSet row = statement.executeQuery(
                        "select id from registry.business_groups where number = '" + GROUP + "'")) {
            row.next();
            return payments.methodsOf(new GroupId(row.getObject(1, UUID.class)));
        }
    }

    private static byte[] photo(@org.jspecify.annotations.Nullable String text) throws WriterException, IOException {
        var picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        BitMatrix code = text == null ? null : new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 400, 400);
        for (int x = 0; x < 640; x++) {
            for (int y = 0; y < 480; y++) {
                boolean isBlack =
                        code != null && x >= 120 && x < 520 && y >= 40 && y < 440 && code.get(x - 120, y - 40);
                picture.setRGB(x, y, isBlack ? 0x202028 : 0xE8E4DC);
            }
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
