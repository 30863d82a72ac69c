package id.cemara.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.ConcurrentCalls;
import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The office of Lebong imports members: every bad row is named, an import is atomic, the same file adds
/// nobody twice, and no identity number stays readable.
@WritingTest
class ImportingMembersTests {

    private static final String HEADINGS = "Kelompok UPPKA;Nama Anggota;NIK;Tgl. Lahir;No. HP;Tgl Masuk;No KK\n";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess access;

    private Web web;
    private String[] lebong;
    private String group;

    @BeforeEach
    void prepare() throws SQLException {
        web = Web.of(environment);
        lebong = web.bearer("lebong");
        group = Rows.one(
                access,
                "select number from registry.business_groups where area_code like '17.07%' "
                        + "and deactivated_on is null order by number limit 1");
    }

    @Test
    void good_rows_are_taken_in_and_every_bad_one_is_named_by_line_column_and_reason() throws SQLException {
        String file = HEADINGS
                + group + ";Siti Uji Satu;1707045205850001;12 Mei 1985;0812 3456 789;1/2/2024;1707040101100001\n"
                + group + ";Siti Uji Dua;123;12/05/1985;62812345678;;\n"
                + "17.05-0001;Siti Uji Tiga;;;;;\n"
                + group + ";Siti\u0002 Uji Empat;;;;;\n"
                + group + ";;;31/02/1985;abc;;99\n"
                + group + ";Siti Uji Lima;1707045203900000;;;;1707040101100000\n"
                + group + ";Siti Uji Enam;1701014107900001;1990-07-02;;;1707040101100001\n"
                + ";;;;;;\n";
        int before = members();
        JsonNode made = send(file);
        assertThat(made.get("state").asString()).isEqualTo("checked");
        assertThat(made.get("rows").asInt()).isEqualTo(7);
        assertThat(made.get("good").asInt()).isEqualTo(2);
        assertThat(made.get("bad").asInt()).isEqualTo(5);
        assertThat(made.get("warned").asInt()).isEqualTo(1);
        assertThat(made.get("added").asInt()).isEqualTo(2);
        assertThat(members()).isEqualTo(before);
        assertThat(findings(made))
                .containsExactly(
                        "3 nik error nik-form",
                        "4 group error group-unknown",
                        "5 name error control-characters",
                        "6 name error missing",
                        "6 birthDate error day-unreadable",
                        "6 phone error phone-form",
                        "6 familyCard error card-form",
                        "7 nik error digits-lost",
                        "7 familyCard error digits-lost",
                        "8 nik warning nik-elsewhere",
                        "8 nik warning nik-birth-date");
        Answer refused = commit(made, "all");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("rows").asInt()).isEqualTo(5);
        assertThat(members()).isEqualTo(before);

        JsonNode done = commit(made, "good").json();
        assertThat(done.get("state").asString()).isEqualTo("committed");
        assertThat(done.get("added").asInt()).isEqualTo(2);
        assertThat(members()).isEqualTo(before + 2);
        assertThat(Rows.one(
                        access,
                        "select phone || ' ' || birth_date || ' ' || (family_id is not null)"
                                + " from registry.members where name = 'Siti Uji Satu'"))
                .isEqualTo("+62812345678" + "9 1985-05-12 true");
        assertThat(Rows.one(
                        access, "select count(distinct family_id) from registry.members where name like 'Siti Uji %'"))
                .isEqualTo("1");
        assertThat(Rows.one(
                        access,
                        "select count(*) from identity.audit_trail where action = 'member.added' and person_id in"
                                + " (select membership_id from registry.members where name like 'Siti Uji %')"))
                .isEqualTo("2");
        assertThat(Rows.one(access, "select count(*) from exchange.import_chunks where import_id = '" + id(made) + "'"))
                .isEqualTo("0");

        JsonNode again = send(file);
        assertThat(again.get("added").asInt()).isZero();
        assertThat(again.get("existing").asInt()).isEqualTo(2);
        assertThat(findings(again)).contains("2 null existing member-known", "8 null existing member-known");
        commit(again, "good");
        assertThat(members()).isEqualTo(before + 2);
        delete("Siti Uji %");
    }

    @Test
    void a_report_names_the_rows_in_words_and_holds_no_number_of_identity() {
        JsonNode made = send(HEADINGS + group + " 1707045205850001;A;1707045205850;;;;\n");
        Answer report = web.get("/api/v1/imports/" + id(made) + "/findings", with(lebong, "Accept", "text/csv"));
        assertThat(report.text())
                .startsWith("Baris,Kolom,Jenis,Sebab\n2,Kelompok UPPKA,salah,")
                .contains("2,NIK,salah,NIK harus 16 angka")
                .doesNotContain("1707045205850");
    }

    @Test
    void a_large_file_goes_to_the_background_with_progress_and_its_rows_all_arrive() throws SQLException {
        int rows = 5_000;
        int before = members();
        JsonNode made = finished(send(generated(rows)));
        assertThat(made.get("good").asInt()).isEqualTo(rows - rows / 100);
        assertThat(made.get("bad").asInt()).isEqualTo(rows / 100);
        assertThat(made.get("job").get("done").asInt()).isEqualTo(rows);
        assertThat(findings(made)).hasSize(rows / 100).first().isEqualTo("101 nik error nik-form");
        JsonNode done = finished(commit(made, "good").json());
        assertThat(done.get("state").asString()).isEqualTo("committed");
        assertThat(done.get("added").asInt()).isEqualTo(rows - rows / 100);
        assertThat(members()).isEqualTo(before + rows - rows / 100);
        assertNoReadableNik("17070452");
        JsonNode again = finished(send(generated(rows)));
        assertThat(again.get("added").asInt()).isZero();
        assertThat(again.get("existing").asInt()).isEqualTo(rows - rows / 100);
        delete("Anggota Rekaan %");
        assertThat(members()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.families", "registry.memberships", "registry.members", "identity.audit_trail"})
    void an_import_that_dies_midway_leaves_nothing_behind_and_can_be_done_again(String table) throws SQLException {
        int rows = 2_100;
        int before = members();
        JsonNode made = finished(send(generated(rows)));
        String ofNobody = membershipsOfNobody();
        Rows.run(
                access,
                "create function public.die() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'the power went'; end $$");
        Rows.run(
                access,
                "create trigger die after insert on " + table + " for each statement execute function public.die()");
        try {
            commit(made, "good");
            Poll.until(() -> web.get(at(made), lebong)
                    .json()
                    .get("job")
                    .get("state")
                    .asString()
                    .equals("failed"));
            assertThat(members()).isEqualTo(before);
            assertThat(membershipsOfNobody()).isEqualTo(ofNobody);
            assertThat(web.get(at(made), lebong).json().get("state").asString()).isEqualTo("checked");
        } finally {
            Rows.run(access, "drop function public.die() cascade");
        }
        JsonNode done = finished(commit(made, "good").json());
        assertThat(done.get("state").asString()).isEqualTo("committed");
        assertThat(members()).isEqualTo(before + rows - rows / 100);
        delete("Anggota Rekaan %");
    }

    @Test
    void columns_with_other_names_are_chosen_once_and_remembered() {
        String file = "Perkumpulan;Siapa;Lain\n" + group + ";Siti Uji Kolom;x\n";
        JsonNode made = send(file);
        assertThat(made.get("state").asString()).isEqualTo("uploaded");
        assertThat(made.get("missing")).hasSize(2);
        Answer half = web.json("PUT", at(made) + "/columns", "{\"group\":0}", lebong);
        assertThat(half.status()).isEqualTo(422);
        Answer chosen = web.json("PUT", at(made) + "/columns", "{\"group\":0,\"name\":1}", lebong);
        assertThat(chosen.json().get("state").asString()).isEqualTo("checked");
        JsonNode next = send(file.replace("Kolom", "Berikut"));
        assertThat(next.get("state").asString()).isEqualTo("checked");
        assertThat(next.get("added").asInt()).isEqualTo(1);
        assertThat(web.json("DELETE", at(next), null, lebong).status()).isEqualTo(204);
        assertThat(commit(next, "good").status()).isEqualTo(409);
    }

    @Test
    void nobody_else_sees_an_import_and_not_every_role_may_send_one() {
        JsonNode made = send(HEADINGS + group + ";Siti Uji Lain;;;;;\n");
        assertThat(web.get(at(made), web.bearer("seluma")).status()).isEqualTo(404);
        assertThat(web.get(at(made)).status()).isEqualTo(401);
        assertThat(web.get("/api/v1/imports", web.bearer("admin")).status()).isEqualTo(403);
        // A group officer may import products, but neither sees this import nor may import members.
        assertThat(web.get(at(made), web.bearer("cemara-indah")).status()).isEqualTo(404);
        assertThat(web.upload(
                                "/api/v1/imports",
                                web.bearer("cemara-indah"),
                                "a.csv",
                                utf8(HEADINGS + group + ";A;;;;;\n"),
                                "kind",
                                "members")
                        .status())
                .isEqualTo(400);
        Answer elsewhere = web.upload(
                "/api/v1/imports",
                web.bearer("seluma"),
                "a.csv",
                utf8(HEADINGS + group + ";A;;;;;\n"),
                "kind",
                "members");
        assertThat(elsewhere.json().get("bad").asInt()).isEqualTo(1);
    }

    @Test
    void a_file_that_is_no_table_is_refused_with_a_sentence_and_nothing_of_it_is_kept() throws SQLException {
        String before = Rows.one(access, "select count(*) from exchange.imports");
        Answer refused = web.upload("/api/v1/imports", lebong, "../../etc/passwd", utf8("<html>"), "kind", "members");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("type").asString()).endsWith(":table-html");
        assertThat(refused.json().get("detail").asString()).contains("halaman web");
        assertThat(Rows.one(access, "select count(*) from exchange.imports")).isEqualTo(before);
    }

    @Test
    void the_pages_lead_from_the_file_to_the_saved_rows() throws SQLException {
        String[] session = web.session("lebong");
        Answer list = web.get("/kerja/impor", session);
        assertThat(list.text()).contains("Anggota kelompok").contains("/kerja/impor/contoh/members?format=xlsx");
        assertThat(web.get("/kerja/impor/contoh/members?format=csv", session).text())
                .startsWith("Kelompok,Desa/kelurahan,Nama,NIK");
        Answer wrong = web.upload("/kerja/impor", session, "x.csv", utf8("<html>"), "kind", "members");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("halaman web");
        Answer sent = web.upload(
                "/kerja/impor",
                session,
                "C:\\data\\anggota <b>.csv",
                utf8(HEADINGS + group + ";Siti Uji Halaman;;;;;\n;;;;;;\n" + group + ";;;;;;\n"),
                "kind",
                "members");
        assertThat(sent.status()).isEqualTo(302);
        String page = sent.header("Location").replaceFirst("^http://[^/]+", "");
        Answer preview = web.get(page, session);
        assertThat(preview.text())
                .contains("anggota b.csv")
                .contains("Simpan 1 baris yang benar")
                .contains("Kolom ini harus diisi.");
        assertThat(web.post(page + "/simpan", "mode=good", session).status()).isEqualTo(302);
        assertThat(web.get(page, session).text()).contains("1 baris tersimpan");
        delete("Siti Uji %");
    }

    @Test
    void of_one_file_taken_in_five_times_at_once_each_person_is_a_member_once() throws Exception {
        String file = HEADINGS
                + group + ";Siti Serentak Satu;1707045205850071;12 Mei 1985;;;1707040101100071\n"
                + group + ";Siti Serentak Dua;;13/06/1986;;;1707040101100071\n";
        List<JsonNode> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.add(send(file));
        }
        List<Integer> added = ConcurrentCalls.all(
                5,
                one -> () -> commit(sent.get(one), "good").json().get("added").asInt());
        assertThat(added).containsOnlyOnce(2).filteredOn(rows -> rows == 0).hasSize(4);
        assertThat(Rows.all(
                        access,
                        "select name || ' ' || count(*) || ' ' || count(distinct family_id) from registry.members"
                                + " where name like 'Siti Serentak %' group by name order by name"))
                .containsExactly("Siti Serentak Dua 1 1", "Siti Serentak Satu 1 1");
        assertThat(Rows.number(
                        access,
                        "select count(distinct family_id) from registry.members where name like 'Siti Serentak %'"))
                .isEqualTo(1);
        delete("Siti Serentak %");
    }

    @Test
    void what_was_taken_in_cannot_be_given_up_and_what_was_given_up_stays_so() throws SQLException {
        JsonNode taken = send(HEADINGS + group + ";Siti Urung Satu;;12/05/1985;;;\n");
        assertThat(commit(taken, "good").status()).isEqualTo(200);
        Answer late = web.delete(at(taken), lebong);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("state").asString()).isEqualTo("committed");

        JsonNode given = send(HEADINGS + group + ";Siti Urung Dua;;12/05/1985;;;\n");
        assertThat(web.delete(at(given), lebong).status()).isEqualTo(204);
        assertThat(web.delete(at(given), lebong).status()).isEqualTo(204);
        assertThat(commit(given, "good").status()).isEqualTo(409);
        delete("Siti Urung %");
    }

    private String membershipsOfNobody() {
        return Rows.one(
                access,
                "select count(*) from registry.memberships s where not exists"
                        + " (select from registry.members m where m.membership_id = s.id)");
    }

    private static String generated(int rows) {
        var file = new StringBuilder("Kelompok;Nama;NIK;Tanggal lahir\n");
        for (int i = 1; i <= rows; i++) {
            boolean bad = i % 100 == 0;
            file.append(String.format(
                    Locale.ROOT,
                    "%s;Anggota Rekaan %d;%s;12/05/1985\n",
                    "17.07-%04d".formatted(i % 40 + 1),
                    i,
                    bad ? "17070452" : "170704520585%04d".formatted(i)));
        }
        return file.toString();
    }

    private JsonNode send(String file) {
        Answer answer = web.upload("/api/v1/imports", lebong, "anggota.csv", utf8(file), "kind", "members");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private Answer commit(JsonNode made, String mode) {
        return web.json("POST", at(made) + "/commit", "{\"mode\":\"" + mode + "\"}", lebong);
    }

    private JsonNode finished(JsonNode made) {
        Poll.until(() -> !List.of("queued", "running")
                .contains(
                        web.get(at(made), lebong).json().get("job").get("state").asString()));
        JsonNode now = web.get(at(made), lebong).json();
        assertThat(now.get("job").get("state").asString()).as("%s", now).isEqualTo("done");
        return now;
    }

    private List<String> findings(JsonNode made) {
        List<String> told = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    web.get(at(made) + "/findings?size=100" + cursor, lebong).json();
            for (JsonNode finding : page.get("items")) {
                told.add(finding.get("line").asInt() + " "
                        + (finding.get("column").isNull()
                                ? "null"
                                : finding.get("column").asString()) + " "
                        + finding.get("severity").asString() + " "
                        + finding.get("code").asString());
            }
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").asString();
        } while (!cursor.isEmpty());
        return told;
    }

    private static String at(JsonNode made) {
        return "/api/v1/imports/" + id(made);
    }

    private static String id(JsonNode made) {
        return made.get("id").asString();
    }

    private static String[] with(String[] headers, String name, String value) {
        return new String[] {headers[0], headers[1], name, value};
    }

    private int members() throws SQLException {
        return Integer.parseInt(Rows.one(access, "select count(*) from registry.members"));
    }

    /// In the tables that imports touch, cast to text, in whichever column a NIK may be copied to. A ciphertext
    /// in hex may hold the same digits by chance, so plain digits count only where a word begins.
    private void assertNoReadableNik(String start) throws SQLException {
        for (String table : List.of(
                "exchange.imports",
                "exchange.findings",
                "exchange.import_chunks",
                "exchange.column_choices",
                "platform.jobs",
                "platform.scheduled_tasks",
                "registry.members",
                "identity.audit_trail")) {
            assertThat(Rows.one(
                            access,
                            "select count(*) from " + table + " t where t::text ~ '(^|[^0-9a-z])" + start
                                    + "' or t::text like '%" + hex(start) + "%'"))
                    .as(table)
                    .isEqualTo("0");
        }
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(utf8(text));
    }

    private void delete(String names) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(access);
                var statement = owner.createStatement()) {
            statement.execute("create temp table gone as select membership_id, family_id from registry.members"
                    + " where name like '" + names + "'");
            statement.execute("delete from registry.members where membership_id in (select membership_id from gone)");
            statement.execute("delete from registry.memberships where id in (select membership_id from gone)");
            statement.execute("delete from registry.families where id in (select family_id from gone)");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
