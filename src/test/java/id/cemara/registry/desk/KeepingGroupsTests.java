package id.cemara.registry.desk;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.ConcurrentCalls;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The field officer of Lebong Selatan registers and edits a group, the office of Lebong verifies it.
@WritingTest
class KeepingGroupsTests {

    private static final String VILLAGE = "17.07.04.1003";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;
    private String[] officer = {};
    private String[] office = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        officer = web.bearer("petugas-lebong");
        office = web.bearer("lebong");
    }

    @Test
    void a_new_group_is_a_draft_that_only_its_keepers_see() {
        JsonNode group = register("Anggrek Bulan").json();
        String number = group.get("number").asString();

        assertThat(number).startsWith("17.07-");
        assertThat(web.get("/kerja/kelompok/" + number, web.session("petugas-lebong"))
                        .text())
                .contains("Belum dinilai")
                .doesNotContain("Tahap Dasar");
        assertThat(group.get("approval").asString()).isEqualTo("draft");
        assertThat(web.get("/api/v1/groups/" + number).status()).isEqualTo(404);
        assertThat(web.get("/kelompok/" + group.get("slug").asString()).status())
                .isEqualTo(404);
        assertThat(web.get("/api/v1/groups/" + number + "/record", office).status())
                .isEqualTo(200);
        String[] elsewhere = web.bearer("petugas-seluma");
        assertThat(web.get("/api/v1/groups/" + number + "/record", elsewhere).status())
                .isEqualTo(404);
        assertThat(web.get("/api/v1/groups/" + number + "/record").status()).isEqualTo(401);
    }

    @Test
    void a_village_outside_the_own_area_is_refused() {
        Answer answer = web.json("POST", "/api/v1/groups", body("Luar Wilayah", "17.05.04.2001"), officer);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("title").asString()).isEqualTo("not-allowed");
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        Answer answer = web.json("POST", "/api/v1/groups", """
                {"name": " ", "village": "17.07.04", "sector": "tambang", "phone": "abc", "registeredOn": "2999-01-01"}
                """, officer);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("field"))
                .containsExactly("name", "village", "sector", "registeredOn", "phone");
    }

    @Test
    void the_same_request_sent_twice_registers_one_group() {
        String key = UUID.randomUUID().toString();
        String[] withKey = {officer[0], officer[1], "Idempotency-Key", key};
        Answer first = web.json("POST", "/api/v1/groups", body("Dua Kali Kirim", VILLAGE), withKey);
        Answer second = web.json("POST", "/api/v1/groups", body("Dua Kali Kirim", VILLAGE), withKey);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));

        Answer other = web.json("POST", "/api/v1/groups", body("Isi Lain", VILLAGE), withKey);
        assertThat(other.status()).isEqualTo(409);
        String[] ofOthers = {office[0], office[1], "Idempotency-Key", key};
        assertThat(web.json("POST", "/api/v1/groups", body("Kantor Sendiri", VILLAGE), ofOthers)
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("Kantor Sendiri");
        String[] tooLong = {officer[0], officer[1], "Idempotency-Key", "k".repeat(1000)};
        assertThat(web.json("POST", "/api/v1/groups", body("Kunci Panjang", VILLAGE), tooLong)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_failed_request_may_be_repeated_under_the_same_key() {
        String[] withKey = {
            officer[0], officer[1], "Idempotency-Key", UUID.randomUUID().toString()
        };
        assertThat(web.json("POST", "/api/v1/groups", body("", VILLAGE), withKey)
                        .status())
                .isEqualTo(422);
        assertThat(web.json("POST", "/api/v1/groups", body("Coba Lagi", VILLAGE), withKey)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_group_goes_from_draft_to_the_public_by_way_of_the_office() {
        String number = register("Jalan Panjang").json().get("number").asString();
        assertThat(step(number, "verified", null, officer).status()).isEqualTo(403);
        assertThat(step(number, "returned", "Belum diajukan", office).status()).isEqualTo(409);
        assertThat(step(number, "submitted", null, officer).status()).isEqualTo(200);
        assertThat(step(number, "returned", " ", office).status()).isEqualTo(422);
        assertThat(step(number, "returned", "Anggota belum dicatat", office).status())
                .isEqualTo(200);
        assertThat(web.get("/kerja/kelompok/" + number, web.session("petugas-lebong"))
                        .text())
                .contains("Anggota belum dicatat");
        assertThat(step(number, "submitted", null, officer).status()).isEqualTo(200);
        assertThat(step(number, "verified", null, office).status()).isEqualTo(200);

        assertThat(web.get("/api/v1/groups/" + number).json().get("verifiedOn").asString())
                .isEqualTo(TestDatabases.TODAY);
        assertThat(web.get("/api/v1/groups?q=jalan+panjang").text()).contains(number);

        assertThat(step(number, "deactivated", "Bubar menurut rapat", office).status())
                .isEqualTo(200);
        assertThat(web.get("/api/v1/groups?q=jalan+panjang").text()).doesNotContain(number);
        assertThat(step(number, "reactivated", null, office).status()).isEqualTo(200);
        assertThat(web.get("/api/v1/groups?q=jalan+panjang").text()).contains(number);
        assertThat(web.get("/api/v1/groups/" + number + "/reviews", office)
                        .json()
                        .get("items")
                        .findValuesAsString("step"))
                .containsExactly(
                        "reactivated", "deactivated", "verified", "submitted", "returned", "submitted", "registered");
    }

    @Test
    void of_two_editors_the_second_is_told_and_sees_both_versions() {
        Answer registered = register("Dua Penyunting");
        String path = "/api/v1/groups/" + registered.json().get("number").asString() + "/record";
        String etag = web.get(path, officer).header("ETag");
        assertThat(web.json("PUT", path, body("Dua Penyunting", VILLAGE), officer)
                        .status())
                .isEqualTo(428);
        Answer first =
                web.json("PUT", path, body("Dua Penyunting Satu", VILLAGE), officer[0], officer[1], "If-Match", etag);
        assertThat(first.status()).isEqualTo(200);
        Answer second =
                web.json("PUT", path, body("Dua Penyunting Dua", VILLAGE), office[0], office[1], "If-Match", etag);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().get("current").asString()).isEqualTo(first.header("ETag"));

        String number = registered.json().get("number").asString();
        Answer page = web.post(
                "/kerja/kelompok/" + number + "/ubah",
                "version=0&name=Dua+Penyunting+Dua&village=" + VILLAGE + "&sector=home-industry",
                web.session("lebong"));
        assertThat(page.status()).isEqualTo(412);
        assertThat(page.text())
                .contains("Dua Penyunting Satu", "value=\"Dua Penyunting Dua\"", "name=\"version\" value=\"1\"");
    }

    @Test
    void a_members_nik_is_kept_as_a_cipher_and_shown_in_full_only_with_a_reason() throws Exception {
        String number = register("Rahasia Terjaga").json().get("number").asString();
        String path = "/api/v1/groups/" + number + "/members";
        Answer added = web.json("POST", path, """
                {"name": "Sri Contoh", "birthDate": "1985-05-12", "phone": "0812 3456-7890", "nik": "1707045205859001",
                 "familyCard": "1707040101200001"}
                """, officer);
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text()).doesNotContain("1707045205859001").doesNotContain("1707040101200001");
        assertThat(added.json().get("warnings").isEmpty()).isTrue();
        String id = added.json().get("member").get("id").asString();
        JsonNode member = web.get(path, officer).json().get("items").get(0);
        assertThat(member.get("nik").asString()).endsWith("9001").startsWith("••••");
        assertThat(member.get("phone").asString()).isEqualTo("+6281234567890");

        Answer again = web.json("POST", path, "{\"name\": \"Sri Lagi\", \"nik\": \"1707045205859001\"}", officer);
        assertThat(again.status()).isEqualTo(409);

        assertThat(web.json("POST", path + "/" + id + "/identity", "{}", officer)
                        .status())
                .isEqualTo(422);
        assertThat(web.json(
                                "POST",
                                path + "/" + id + "/identity",
                                "{\"reason\": \"Berkas KUR\"}",
                                web.bearer("provinsi"))
                        .status())
                .isEqualTo(403);
        assertThat(web.json("POST", path + "/" + id + "/identity", "{\"reason\": \"Berkas KUR\"}", officer)
                        .json()
                        .get("nik")
                        .asString())
                .isEqualTo("1707045205859001");
        try (Connection owner = TestDatabases.asOwner(database);
                ResultSet row = owner.createStatement().executeQuery("""
                        select count(*) from identity.audit_trail
                         where action = 'member.identity-shown' and subject = '%s' and reason = 'Berkas KUR'
                        """.formatted(id))) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void a_nik_that_does_not_fit_the_birth_date_is_worth_a_warning_and_no_more() {
        String number = register("Peringatan Saja").json().get("number").asString();
        Answer added = web.json(
                "POST",
                "/api/v1/groups/" + number + "/members",
                "{\"name\": \"Budi Contoh\", \"birthDate\": \"1985-05-13\", \"nik\": \"1771041205850001\"}",
                officer);
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().get("warnings").toString()).contains("nik-elsewhere", "nik-birth-date");
    }

    @Test
    void family_planning_is_for_the_field_officer_and_the_kabupaten_alone() {
        String number = register("Data Kesehatan").json().get("number").asString();
        String path = "/api/v1/groups/" + number + "/members";
        String id = web.json("POST", path, "{\"name\": \"Ani Contoh\"}", officer)
                .json()
                .get("member")
                .get("id")
                .asString();
        String kb = path + "/" + id + "/family-planning";
        assertThat(web.json("PUT", kb, "{\"participates\": true}", officer).status())
                .isEqualTo(204);
        assertThat(web.get(kb, office).json().get("participates").asBoolean()).isTrue();
        assertThat(web.get(kb, web.bearer("provinsi")).status()).isEqualTo(403);
        assertThat(web.get(kb, web.bearer("petugas-seluma")).status()).isEqualTo(404);
        assertThat(web.get(path, web.bearer("provinsi")).text()).doesNotContain("participates");
        assertThat(web.get("/kerja/kelompok/" + number + "/anggota?format=csv", web.session("lebong"))
                        .text())
                .contains("Ani Contoh")
                .doesNotContainIgnoringCase("KB");
    }

    @Test
    void an_officers_name_is_public_only_with_consent() {
        JsonNode group = register("Nama Terbuka").json();
        String number = group.get("number").asString();
        String path = "/api/v1/groups/" + number;
        String id = web.json("POST", path + "/members", "{\"name\": \"Wati Contoh\"}", officer)
                .json()
                .get("member")
                .get("id")
                .asString();
        JsonNode terms = web.json(
                        "POST", path + "/officers", "{\"member\": \"" + id + "\", \"office\": \"chair\"}", officer)
                .json();
        String term = terms.get("items").get(0).get("id").asString();
        step(number, "verified", null, office);
        String page = "/kelompok/" + group.get("slug").asString();
        assertThat(web.get(page).text()).doesNotContain("Wati Contoh").contains("nama tidak ditampilkan");
        showName(path + "/officers/" + term, true, 0);
        assertThat(web.get(page).text()).contains("Wati Contoh");
        showName(path + "/officers/" + term, false, 1);
        assertThat(web.get(page).text()).doesNotContain("Wati Contoh");
        showName(path + "/officers/" + term, true, 2);
        web.json("POST", path + "/members/" + id + "/departure", "{}", officer[0], officer[1], "If-Match", "\"0\"");
        assertThat(web.get(page).text()).doesNotContain("Wati Contoh");
    }

    private void showName(String term, boolean shown, int seen) {
        Answer answer = web.json(
                "PUT", term, "{\"showName\": " + shown + "}", officer[0], officer[1], "If-Match", "\"" + seen + "\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @Test
    void a_status_is_set_with_its_cause_and_never_before_the_one_it_follows() {
        JsonNode group = register("Bangkit Lagi").json();
        String number = group.get("number").asString();
        String path = "/api/v1/groups/" + number + "/statuses";
        assertThat(web.json("POST", path, "{\"status\": \"reduced\", \"cause\": \"capital\"}", officer)
                        .status())
                .isEqualTo(200);
        assertThat(web.json("POST", path, "{\"status\": \"normal\", \"from\": \"2020-01-01\"}", officer)
                        .status())
                .isEqualTo(409);
        assertThat(web.json("POST", path, "{\"status\": \"recovering\"}", officer)
                        .status())
                .isEqualTo(200);
        step(number, "verified", null, office);
        assertThat(web.get("/api/v1/groups/" + number).json().get("status").asString())
                .isEqualTo("recovering");
    }

    @Test
    void a_group_that_may_be_there_already_is_saved_only_when_confirmed() {
        Answer refused = web.json("POST", "/api/v1/groups", body("Kelompok UPPKS Wanita  Mandiri", VILLAGE), officer);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("candidates").findValuesAsString("name")).contains("Wanita Mandiri");

        Answer page = web.post(
                "/kerja/kelompok",
                "name=Wanita+Mandiri&village=" + VILLAGE + "&sector=home-industry",
                web.session("petugas-lebong"));
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("Mungkin kelompok ini sudah terdaftar", "name=\"confirmed\" value=\"true\"");

        assertThat(web.json("POST", "/api/v1/groups?confirmed=true", body("Wanita Mandiri", VILLAGE), officer)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_form_that_comes_back_keeps_what_was_typed() {
        Answer page = web.post(
                "/kerja/kelompok",
                "name=" + URLEncoder.encode("Tetap <Ada>", StandardCharsets.UTF_8) + "&phone=abc&village=&sector=",
                web.session("petugas-lebong"));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text())
                .contains("value=\"Tetap &lt;Ada>\"", "value=\"abc\"", "id=\"phone-salah\"", "id=\"village-salah\"");
    }

    @Test
    void of_eight_registrations_of_one_group_at_once_seven_are_told_of_the_first() throws Exception {
        String body = """
                {"name": "Serentak Berdelapan", "village": "%s", "sector": "home-industry", "kind": "chips",
                 "phone": "081234500077"}
                """.formatted(VILLAGE);
        List<Integer> answers = ConcurrentCalls.all(
                8,
                one -> () -> web.json("POST", "/api/v1/groups", body, officer).status());
        assertThat(answers)
                .containsOnlyOnce(201)
                .filteredOn(status -> status == 409)
                .hasSize(7);
        assertThat(Rows.number(
                        database, "select count(*) from registry.business_groups where name = 'Serentak Berdelapan'"))
                .isEqualTo(1);
    }

    @Test
    void one_name_in_two_kabupaten_at_once_is_two_groups_with_addresses_of_their_own() throws Exception {
        String[] seluma = web.bearer("petugas-seluma");
        for (int round = 0; round < 5; round++) {
            String name = "Sekata Senama " + (char) ('A' + round) + "lfa";
            List<Integer> answers = ConcurrentCalls.all(
                    2,
                    one -> () -> web.json(
                                    "POST",
                                    "/api/v1/groups?confirmed=true",
                                    body(name, one == 0 ? VILLAGE : "17.05.01.1001"),
                                    one == 0 ? officer : seluma)
                            .status());
            assertThat(answers).as(name).containsOnly(201);
            assertThat(Rows.number(
                            database,
                            "select count(distinct slug) from registry.business_groups where name = '" + name + "'"))
                    .isEqualTo(2);
        }
    }

    @Test
    void of_eight_who_add_one_person_to_eight_groups_at_once_seven_are_asked_first() throws Exception {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            groups.add(web.json("POST", "/api/v1/groups?confirmed=true", body("Rebutan Ke" + i, VILLAGE), officer)
                    .json()
                    .get("number")
                    .asString());
        }
        List<Integer> answers = ConcurrentCalls.all(
                8,
                one -> () -> web.json("POST", "/api/v1/groups/" + groups.get(one) + "/members", """
                                {"name": "Ibu Rebutan", "nik": "1707045509910077", "joinedOn": "2026-01-01"}
                                """, officer)
                        .status());
        assertThat(answers)
                .containsOnlyOnce(201)
                .filteredOn(status -> status == 409)
                .hasSize(7);
    }

    @Test
    void of_six_who_take_one_office_at_once_one_holds_it_in_the_end() throws Exception {
        String group = "/api/v1/groups/"
                + web.json("POST", "/api/v1/groups?confirmed=true", body("Rebutan Ketua", VILLAGE), officer)
                        .json()
                        .get("number")
                        .asString();
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Answer added = web.json("POST", group + "/members?confirmed=true", """
                    {"name": "Ibu Calon %d", "joinedOn": "2025-01-0%d"}
                    """.formatted(i, i + 1), officer);
            assertThat(added.status()).as(added.text()).isEqualTo(201);
            members.add(added.header("Location").replaceAll(".*/", ""));
        }
        List<Integer> answers = ConcurrentCalls.all(
                6,
                one -> () -> web.json("POST", group + "/officers", """
                                {"member": "%s", "office": "coordinator", "startedOn": "2026-01-0%d"}
                                """.formatted(members.get(one), one + 1), officer)
                        .status());
        assertThat(answers).hasSize(6).containsOnly(200, 409).contains(200);
        List<String> terms = Rows.all(database, """
                select t.started_on || ' ' || coalesce(t.ended_on::text, '')
                  from registry.officer_terms t
                  join registry.business_groups g on g.id = t.group_id
                 where g.name = 'Rebutan Ketua'
                 order by t.started_on
                """);
        assertThat(terms).as("who began and was not refused").hasSize((int)
                answers.stream().filter(status -> status == 200).count());
        for (int i = 0; i < terms.size() - 1; i++) {
            assertThat(terms.get(i))
                    .as("%s", terms)
                    .endsWith(" " + terms.get(i + 1).split(" ")[0]);
        }
        assertThat(terms.getLast()).as("%s", terms).endsWith(" ");
    }

    @Test
    void registering_is_offered_to_whom_it_is_allowed_and_a_filter_is_named_where_there_is_one() {
        Rows.run(database, """
                insert into identity.accounts (id, username, display_name, password_hash, role, area_code)
                select v.id::uuid, v.username, v.username, a.password_hash, v.role, '11.01'
                  from identity.accounts a,
                       (values ('00000000-0000-7000-8000-0000000011a1', 'petugas-tanpa-kelompok', 'FIELD_OFFICER'),
                               ('00000000-0000-7000-8000-0000000011a2', 'kantor-tanpa-kelompok', 'DISTRICT_OFFICE'))
                         as v (id, username, role)
                 where a.username = 'petugas-lebong';
                insert into identity.account_scopes (account_id, area_code, valid_from)
                select id, '11.01', '2026-01-01' from identity.accounts where username like '%-tanpa-kelompok'
                """);
        for (String account : List.of(
                "petugas-lebong",
                "lebong",
                "provinsi",
                "nasional",
                "admin",
                "cemara-indah",
                "petugas-tanpa-kelompok",
                "kantor-tanpa-kelompok")) {
            String[] session = web.session(account);
            boolean mayRegister = web.get("/kerja/kelompok/baru", session).status() == 200;
            for (String filter : List.of("", "?q=zzzzzz", "?state=returned&q=zzzzzz")) {
                String page = web.get("/kerja/kelompok" + filter, session).text();
                boolean isEmpty = page.contains("empty-state");
                assertThat(page.toLowerCase(Locale.ROOT).contains("daftarkan kelompok"))
                        .as("%s on a list%s offers to register a group", account, filter)
                        .isEqualTo(mayRegister);
                assertThat(isEmpty).isEqualTo(!filter.isEmpty() || account.endsWith("-tanpa-kelompok"));
                assertThat(page.contains("Hapus saringan"))
                        .as("%s on a list%s is told to remove a filter", account, filter)
                        .isEqualTo(!filter.isEmpty());
            }
        }
    }

    private Answer register(String name) {
        Answer answer = web.json("POST", "/api/v1/groups", body(name, VILLAGE), officer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Answer step(String number, String step, @Nullable String reason, String[] who) {
        String why = reason == null ? "" : ", \"reason\": \"" + reason + "\"";
        String seen = web.get("/api/v1/groups/" + number + "/record", who).header("ETag");
        return web.json(
                "POST",
                "/api/v1/groups/" + number + "/reviews",
                "{\"step\": \"" + step + "\"" + why + "}",
                who[0],
                who[1],
                "If-Match",
                seen);
    }

    private static String body(String name, String village) {
        return """
                {"name": "%s", "village": "%s", "sector": "home-industry", "kind": "chips"}
                """.formatted(name, village);
    }
}
