package id.cemara.market.feedback;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Actors;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.market.buying.Shopper;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Cursor;
import id.cemara.shared.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Complaints: opened by the buyer on the order's page, answered in the work space, solved or passed on.
@WritingTest
class ComplaintsTests {

    private static final String GROUP = "wanita-mandiri";

    /// The row of the migration, which a test may have overwritten on the same day.
    private static final String SEED = """
            insert into market.protection_contacts (noted_on, office, phone, email, web, source)
            values (date '2026-11-24',
                    'Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga, Kementerian Perdagangan Republik Indonesia',
                    '+62 853-1111-1010', 'pengaduan.konsumen@kemendag.go.id', 'https://simpktn.kemendag.go.id',
                    'Permendag 31/2023, seperti ditampilkan lokapasar Indonesia; diperiksa lagi oleh pengelola')
                on conflict do nothing
            """;

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
    void a_complaint_is_answered_and_solved_and_ends_the_dispute() throws SQLException {
        String code = delivered("keluhan-satu");
        String base = "/pesanan/" + code;
        var wrong = shopper.post(base + "/keluhan", "about", "apa", "words", "");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("id=\"about-salah\"", "id=\"words-salah\"");
        shopper.post(base + "/keluhan", "about", "damaged", "words", "Dua bungkus remuk.", "dispute", "ya");
        assertThat(shopper.get(base).text()).contains("Dua bungkus remuk.", "menunggu jawaban", "sedang dibicarakan");
        assertThat(shopper.post(base + "/keluhan", "about", "other", "words", "Lagi")
                        .status())
                .isEqualTo(409);

        String id = Rows.one(
                database,
                "select c.id from market.complaints c join market.orders o on o.id = c.order_id" + " where o.code = '"
                        + code + "'");
        String[] officer = web.session("petugas-lebong");
        assertThat(web.get("/kerja", officer).text()).contains("pembeli menunggu jawaban");
        assertThat(web.get("/kerja/keluhan", officer).text()).contains("/kerja/keluhan/" + id, "Barang rusak");
        assertThat(web.get("/kerja/keluhan/" + id, officer).text()).contains("Dua bungkus remuk.");
        assertThat(web.get("/kerja/pesanan/" + code, officer).text())
                .contains("href=\"/kerja/keluhan/" + id + "\"", "menunggu jawaban");
        assertThat(web.post("/kerja/keluhan/" + id + "/balas", "version=0&words=", officer)
                        .status())
                .isEqualTo(422);
        String answer = "&words=Kami+ganti+besok.";
        assertThat(web.post("/kerja/keluhan/" + id + "/balas", answer, officer).status())
                .isEqualTo(428);
        assertThat(web.post("/kerja/keluhan/" + id + "/balas", "version=0" + answer, officer)
                        .status())
                .isEqualTo(302);
        for (String deed : List.of("balas", "selesai", "teruskan")) {
            Answer late = web.post("/kerja/keluhan/" + id + "/" + deed, "version=0" + answer, officer);
            assertThat(late.status()).as(deed).isEqualTo(412);
            assertThat(late.text()).as(deed).contains("name=\"version\" value=\"1\"", "Kami ganti besok.</textarea>");
        }
        assertThat(shopper.get(base).text()).contains("Kami ganti besok.", "sudah dijawab");

        shopper.post(base + "/keluhan/balas", "words", "Baik, saya tunggu.");
        assertThat(shopper.get(base).text()).contains("menunggu jawaban", "Baik, saya tunggu.");
        shopper.post(base + "/keluhan/selesai", "words", "Sudah diganti, terima kasih.");
        assertThat(shopper.get(base).text()).contains("Sudah diganti, terima kasih.", "Masalahnya selesai");
        assertThat(Rows.one(database, "select status from market.orders where code = '" + code + "'"))
                .isEqualTo("closed");
        assertThat(web.post("/kerja/keluhan/" + id + "/balas", "words=x", officer)
                        .status())
                .isEqualTo(409);
        assertThat(Rows.one(database, "select count(*) from identity.audit_trail where subject = '" + id + "'"))
                .isEqualTo("1");
    }

    @Test
    void either_side_passes_it_on_and_the_law_s_contact_is_shown() throws SQLException {
        String code = bought("keluhan-dua");
        String base = "/pesanan/" + code;
        shopper.post(base + "/keluhan", "about", "not-arrived", "words", "Belum ada kabar.");
        shopper.post(base + "/keluhan/teruskan", "words", "Saya lapor ke kementerian.");
        assertThat(shopper.get(base).text())
                .contains("diteruskan ke perlindungan konsumen", "Saya lapor ke kementerian.")
                .contains("Direktorat Jenderal Perlindungan Konsumen dan Tertib Niaga", "+62 853-1111-1010")
                .contains("pengaduan.konsumen@kemendag.go.id", "https://simpktn.kemendag.go.id");

        String form = "office=Direktorat+Contoh&phone=021+000&source=Surat+contoh&version=" + contactVersion();
        assertThat(web.post("/kerja/perlindungan-konsumen", form, web.session("lebong"))
                        .status())
                .isEqualTo(403);
        assertThat(web.post("/kerja/perlindungan-konsumen", "office=&source=", web.session("admin"))
                        .status())
                .isEqualTo(422);
        try {
            assertThat(web.post("/kerja/perlindungan-konsumen", form, web.session("admin"))
                            .status())
                    .isEqualTo(302);
            assertThat(shopper.get(base).text()).contains("Direktorat Contoh", "021 000", "Surat contoh");
        } finally {
            Rows.run(database, "delete from market.protection_contacts where office = 'Direktorat Contoh'");
            Rows.run(database, SEED);
        }
    }

    @Test
    void of_two_who_keep_the_contact_the_second_is_told_what_the_first_wrote() {
        String page = "/kerja/perlindungan-konsumen";
        String[] admin = web.session("admin");
        String seen = "&source=Surat+contoh&version=" + contactVersion();
        try {
            assertThat(web.post(page, "office=Direktorat+Contoh&phone=021+111&source=Surat+contoh", admin)
                            .status())
                    .isEqualTo(428);
            assertThat(web.post(page, "office=Direktorat+Contoh&phone=021+111" + seen, admin)
                            .status())
                    .isEqualTo(302);
            var second = web.post(page, "office=Direktorat+Contoh&phone=021+222" + seen, web.session("nasional"));
            assertThat(second.status()).isEqualTo(412);
            assertThat(second.text()).contains("021 111", "021 222", "Yang tersimpan sekarang");
            assertThat(Rows.one(
                            database, "select phone from market.protection_contacts order by noted_on desc limit 1"))
                    .isEqualTo("021 111");
        } finally {
            Rows.run(database, "delete from market.protection_contacts where office = 'Direktorat Contoh'", SEED);
        }
    }

    private String contactVersion() {
        Matcher version = Pattern.compile("name=\"version\"\\s+value=\"(\\d+)\"")
                .matcher(web.get("/kerja/perlindungan-konsumen", web.session("admin"))
                        .text());
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    @Test
    void who_settles_the_order_solves_its_complaint_and_the_group_alone_does_neither() throws SQLException {
        String code = delivered("keluhan-beres");
        shopper.post("/pesanan/" + code + "/keluhan", "about", "damaged", "words", "Remuk.", "dispute", "ya");
        String id = complaint(code);
        String[] group = web.session("petugas-lebong");
        String page = web.get("/kerja/pesanan/" + code, group).text();
        assertThat(page).contains("/langkah/settle", "/langkah/return");
        String version = Rows.one(database, "select version from market.orders where code = '" + code + "'");
        assertThat(web.post(
                                "/kerja/pesanan/" + code + "/langkah/settle",
                                "version=" + version + "&why=Sudah+diganti.",
                                group)
                        .status())
                .isEqualTo(302);
        assertThat(Rows.one(database, "select state from market.complaints where id = '" + id + "'"))
                .isEqualTo("solved");
        assertThat(Rows.one(
                        database,
                        "select string_agg(by_whom || ' ' || did || ' ' || words, ', ' order by id)"
                                + " from market.complaint_words where complaint_id = '" + id + "'"))
                .isEqualTo("buyer opened Remuk., office solved Sudah diganti.");
        assertThat(Rows.one(database, "select status from market.orders where code = '" + code + "'"))
                .isEqualTo("closed");
    }

    @Test
    void an_office_that_only_reads_is_not_offered_to_solve() throws SQLException {
        String code = delivered("keluhan-baca");
        shopper.post("/pesanan/" + code + "/keluhan", "about", "damaged", "words", "Remuk.", "dispute", "ya");
        String path = "/kerja/keluhan/" + complaint(code);
        assertThat(web.get(path, web.session("provinsi")).text()).doesNotContain(path + "/selesai");
        assertThat(web.get(path, web.session("lebong")).text()).contains(path + "/selesai");
        assertThat(web.post(path + "/selesai", "words=Beres.", web.session("provinsi"))
                        .status())
                .isEqualTo(403);
        assertThat(Rows.one(database, "select status from market.orders where code = '" + code + "'"))
                .isEqualTo("disputed");
        assertThat(web.post(path + "/selesai", "version=0&words=Beres.", web.session("lebong"))
                        .status())
                .isEqualTo(302);
        assertThat(Rows.one(database, "select status from market.orders where code = '" + code + "'"))
                .isEqualTo("closed");
    }

    @Test
    void much_said_is_enough_and_what_was_passed_on_stays_so() throws SQLException {
        String code = bought("keluhan-panjang");
        shopper.post("/pesanan/" + code + "/keluhan", "about", "other", "words", "Halo");
        String id = complaint(code);
        String path = "/kerja/keluhan/" + id;
        String[] officer = web.session("petugas-lebong");
        web.post(path + "/teruskan", "version=0&words=Kami+teruskan.", officer);
        web.post(path + "/balas", "version=1&words=Mohon+tunggu.", officer);
        assertThat(Rows.one(database, "select state from market.complaints where id = '" + id + "'"))
                .isEqualTo("passed-on");
        fill(id);
        var full = web.post(path + "/balas", "version=2&words=Satu+lagi.", officer);
        assertThat(full.status()).isEqualTo(409);
        assertThat(full.text()).contains("sudah panjang sekali", "Satu lagi.");
        assertThat(web.post(path + "/selesai", "version=2&words=Beres.", officer)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void a_long_complaint_can_be_passed_on_once_as_its_refusal_advises() throws SQLException {
        String code = bought("keluhan-penuh");
        shopper.post("/pesanan/" + code + "/keluhan", "about", "other", "words", "Halo");
        String id = complaint(code);
        fill(id);
        String path = "/kerja/keluhan/" + id;
        String[] officer = web.session("petugas-lebong");
        assertThat(web.post(path + "/balas", "version=0&words=Satu+lagi.", officer)
                        .status())
                .isEqualTo(409);
        assertThat(web.post(path + "/teruskan", "version=0&words=Tolong+dibantu.", officer)
                        .status())
                .isEqualTo(302);
        assertThat(web.post(path + "/teruskan", "version=1&words=Sekali+lagi.", officer)
                        .status())
                .isEqualTo(409);
    }

    private void fill(String id) throws SQLException {
        Rows.run(
                database,
                "insert into market.complaint_words (complaint_id, group_id, area_code, said_at, by_whom, words)"
                        + " select id, group_id, area_code, now(), 'buyer', 'lagi' from market.complaints, generate_series(1, "
                        + Complaints.MOST_WORDS + ") where id = '" + id + "'");
    }

    @Test
    void a_list_goes_on_from_any_day_and_an_unusable_place_is_told() {
        String id = UUID.randomUUID().toString();
        String[] office = web.session("lebong");
        for (String day : List.of("1969-01-01T00:00:00.5Z", "-0044-03-15T00:00:00Z")) {
            assertThat(web.get(
                                    "/kerja/keluhan?cursor="
                                            + Cursor.of("1", day, id).text(),
                                    office)
                            .status())
                    .as(day)
                    .isEqualTo(200);
        }
        assertThat(web.get(
                                "/kerja/keluhan?cursor="
                                        + Cursor.of("1", "kapan", id).text(),
                                office)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_next_kabupaten_and_the_anonymous_see_nothing() throws SQLException {
        String code = bought("keluhan-tiga");
        shopper.post("/pesanan/" + code + "/keluhan", "about", "other", "words", "Rahasia pembeli.");
        String id = Rows.one(
                database,
                "select c.id from market.complaints c join market.orders o on o.id = c.order_id" + " where o.code = '"
                        + code + "'");
        for (String account : new String[] {"petugas-seluma", "seluma", "cemara-indah"}) {
            String[] session = web.session(account);
            assertThat(web.get("/kerja/keluhan", session).text()).as(account).doesNotContain(id);
            assertThat(web.get("/kerja/keluhan/" + id, session).status())
                    .as(account)
                    .isEqualTo(404);
            assertThat(web.post("/kerja/keluhan/" + id + "/balas", "words=x", session)
                            .status())
                    .as(account)
                    .isEqualTo(404);
        }
        assertThat(web.get("/kerja/keluhan/" + id, web.session("admin")).status())
                .isEqualTo(403);
        assertThat(web.get("/kerja/keluhan/" + id, web.session("provinsi")).status())
                .isEqualTo(200);
        assertThat(web.get("/kerja/keluhan/" + id).header("Location")).startsWith("/masuk?ke=");
        try (Connection app = TestDatabases.asApp(database);
                ResultSet row = app.createStatement().executeQuery("select count(*) from market.complaint_words")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    private String complaint(String code) throws SQLException {
        return Rows.one(
                database,
                "select c.id from market.complaints c join market.orders o on o.id = c.order_id where o.code = '" + code
                        + "'");
    }

    private String bought(String product) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            aProduct(product).of("wanita-mandiri").insert(owner);
        }
        return shopper.buys(product, GROUP, 1);
    }

    private String delivered(String product) throws SQLException {
        String code = bought(product);
        CurrentActor.run(Actors.of(Role.FIELD_OFFICER, "17.07.04"), () -> {
            orders.take(code, OrderStep.CONFIRM, StepDetails.NONE);
            orders.take(code, OrderStep.DELIVER, StepDetails.NONE);
        });
        return code;
    }
}
