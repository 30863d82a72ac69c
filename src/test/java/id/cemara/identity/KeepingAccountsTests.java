package id.cemara.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.CemaraTest;
import id.cemara.ConcurrentCalls;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.platform.DatabaseAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.JsonNode;

/// Offices invite people in their area, hand over scopes and reset passwords.
@CemaraTest
class KeepingAccountsTests {

    private static final String NEW_PASSWORD = "cemara-tumbuh-lagi";
    private static final Pattern LINK = Pattern.compile("/undangan/([A-Za-z0-9_-]{43})");

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @AfterEach
    void forget_who_was_invited() throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            for (String table :
                    new String[] {"account_links", "account_scopes", "log_in_places", "api_tokens", "kept_forms"}) {
                statement.execute("delete from identity." + table + " t using identity.accounts a"
                        + " where a.id = t.account_id and a.username like 'uji-%'");
            }
            statement.execute("delete from identity.accounts where username like 'uji-%'");
        }
    }

    @Test
    void the_office_of_lebong_invites_a_field_officer_who_chooses_a_password_once() {
        String[] office = web.session("lebong");
        var page = web.post(
                "/kerja/akun",
                "role=FIELD_OFFICER&username=uji-sri&displayName=Sri+Uji&areas=17.07.01.2002%2C+17.07.01.2005",
                office);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("https://wa.me/?text=", "hanya ditampilkan di sini");
        assertThat(page.header("Cache-Control")).contains("no-store");
        String link = linkIn(page.text());
        assertThat(web.get("/undangan/" + link).text()).contains("Selamat datang, Sri Uji", "uji-sri");
        var tooShort = web.post("/undangan/" + link, "password=pendek&repeated=lain", "Origin", web.address());
        assertThat(tooShort.status()).isEqualTo(422);
        assertThat(tooShort.text()).contains("paling sedikit 10 huruf", "sama dengan yang di atas");
        String password = "password=" + NEW_PASSWORD + "&repeated=" + NEW_PASSWORD;
        assertThat(web.post("/undangan/" + link, password, "Origin", web.address())
                        .header("Location"))
                .endsWith("/masuk?sandi=tersimpan&nama=uji-sri");
        assertThat(web.get("/masuk?sandi=tersimpan&nama=uji-sri").text())
                .contains("Kata sandi tersimpan", "value=\"uji-sri\"");
        assertThat(web.post("/undangan/" + link, password, "Origin", web.address())
                        .status())
                .isEqualTo(410);
        assertThat(web.get("/undangan/" + link).status()).isEqualTo(410);
        assertThat(web.get("/undangan/" + link).text()).contains("<h1>Ini sudah tidak berlaku</h1>");
        assertThat(token("uji-sri", NEW_PASSWORD).status()).isEqualTo(201);
        assertThat(web.get("/kerja/akun/uji-sri", office).text()).contains("17.07.01.2002", "Aktif");
        assertThat(web.get("/kerja/akun?q=SR%C3%8D%2C+uj", office).text())
                .as("found by any spelling of the name")
                .contains("/kerja/akun/uji-sri");
    }

    @Test
    void areas_of_duty_have_names_and_a_wrong_one_is_refused_beside_its_field() {
        String[] office = web.session("lebong");
        assertThat(web.get("/kerja/akun/petugas-lebong", office).text())
                .contains("Lebong Selatan (17.07.04)", "<option value=\"17.07.04.1003\">Taba Anyar, ");
        assertThat(web.get("/kerja/akun?q=petugas-lebong", office).text()).contains("Lebong Selatan (17.07.04)");
        assertThat(web.get("/kerja/akun?q=nasional", web.session("admin")).text())
                .contains("Seluruh Indonesia")
                .doesNotContain(">*<");
        var refused = web.post("/kerja/akun/petugas-lebong/cakupan", "areas=17.05.02&from=&until=", office);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("value=\"17.05.02\"", "id=\"areas-salah\"");
        assertThat(web.get("/kerja/akun/baru", office).text()).doesNotContain("seluruh negeri");
        assertThat(web.get("/kerja/akun/baru", web.session("nasional")).text()).doesNotContain("seluruh negeri");
        assertThat(web.get("/kerja/akun/baru", web.session("admin")).text()).contains("seluruh negeri");
    }

    @Test
    void the_database_knows_a_link_only_by_its_hash() throws SQLException {
        String link = linkIn(
                invite("lebong", "FIELD_OFFICER", "uji-sri", "17.07.01.2002").text());
        try (Connection owner = TestDatabases.asOwner(database);
                var rows = owner.createStatement()
                        .executeQuery(
                                "select count(*) from identity.account_links l where l::text like '%" + link + "%'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lebong, FIELD_OFFICER, 17.05.02, 422",
        "lebong, DISTRICT_OFFICE, 17.07, 422",
        "lebong, FIELD_OFFICER, 17.07, 422",
        "lebong, FIELD_OFFICER, 17.07.99, 422",
        "provinsi, DISTRICT_OFFICE, 17.08, 201",
        "provinsi, PROVINCIAL_OFFICE, 17, 422",
        "nasional, PROVINCIAL_OFFICE, 17, 201",
        "admin, ADMINISTRATOR, '', 201",
        "petugas-lebong, FIELD_OFFICER, 17.07.04.1003, 403",
        "cemara-indah, FIELD_OFFICER, 17.07.04.1003, 403",
    })
    void an_office_invites_roles_below_its_own_inside_its_area(String actor, String role, String area, int status) {
        assertThat(invite(actor, role, "uji-baru", area).status()).isEqualTo(status);
    }

    @Test
    void an_account_elsewhere_is_not_there() {
        for (String[] caller : new String[][] {web.bearer("lebong")}) {
            assertThat(web.get("/api/v1/accounts/petugas-lebong", caller).status())
                    .isEqualTo(200);
            assertThat(web.get("/api/v1/accounts/petugas-seluma", caller).status())
                    .isEqualTo(404);
            assertThat(web.json("PUT", "/api/v1/accounts/petugas-seluma/disabled", null, caller)
                            .status())
                    .isEqualTo(404);
            assertThat(web.json("POST", "/api/v1/accounts/petugas-seluma/links", null, caller)
                            .status())
                    .isEqualTo(404);
            assertThat(web.json("PUT", "/api/v1/accounts/lebong/disabled", null, caller)
                            .status())
                    .isEqualTo(403);
            JsonNode all = web.get("/api/v1/accounts?size=100", caller).json().path("items");
            assertThat(StreamSupport.stream(all.spliterator(), false)
                            .map(account -> account.path("username").asString()))
                    .contains("lebong", "petugas-lebong")
                    .doesNotContain("seluma", "petugas-seluma", "provinsi", "admin", "nasional");
        }
        assertThat(web.get("/api/v1/accounts").status()).isEqualTo(401);
        assertThat(web.get("/api/v1/accounts", web.bearer("petugas-lebong")).status())
                .isEqualTo(403);
    }

    @Test
    void a_place_has_one_officer_and_is_handed_over_in_one_step() {
        assertThat(invite("lebong", "FIELD_OFFICER", "uji-satu", "17.07.01").status())
                .isEqualTo(201);
        var inside = invite("lebong", "FIELD_OFFICER", "uji-dua", "17.07.01.2002");
        assertThat(inside.status()).isEqualTo(409);
        assertThat(inside.json().path("area").asString()).isEqualTo("17.07.01.2002");
        assertThat(invite("lebong", "FIELD_OFFICER", "uji-dua", "17.07.01").status())
                .isEqualTo(409);
        assertThat(invite("lebong", "FIELD_OFFICER", "uji-dua", "17.07.02").status())
                .isEqualTo(201);
        String[] office = web.bearer("lebong");
        assertThat(web.json("POST", "/api/v1/accounts/uji-satu/hand-over", "{\"to\":\"uji-dua\"}", office)
                        .status())
                .isEqualTo(204);
        assertThat(web.get("/api/v1/accounts/uji-dua", office)
                        .json()
                        .path("areas")
                        .toString())
                .isEqualTo("[\"17.07.01\",\"17.07.02\"]");
        assertThat(web.get("/api/v1/accounts/uji-satu", office)
                        .json()
                        .path("areas")
                        .toString())
                .isEqualTo("[]");
        assertThat(web.json("POST", "/api/v1/accounts/uji-satu/hand-over", "{\"to\":\"petugas-seluma\"}", office)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_partner_is_given_no_area_neither_by_an_office_nor_past_it() {
        assertThat(invite("provinsi", "PARTNER", "uji-mitra-satu", "17.07").status())
                .isEqualTo(201);
        var refused = web.json(
                "POST", "/api/v1/accounts/uji-mitra-satu/scopes", "{\"area\": \"17.07\"}", web.bearer("provinsi"));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        JsonNode error = refused.json().get("errors").get(0);
        assertThat(List.of(error.get("field").asString(), error.get("code").asString()))
                .containsExactly("area", "no-partner");
        assertThat(web.get("/kerja/akun/uji-mitra-satu", web.session("provinsi"))
                        .text())
                .doesNotContain("/uji-mitra-satu/cakupan\"");
        for (String scope : List.of("area_code) select id, date '2026-01-01', '17.07'", """
                group_id) select id, date '2026-01-01', gen_random_uuid()""")) {
            assertThatThrownBy(() -> Rows.run(
                            database,
                            "insert into identity.account_scopes (account_id, valid_from, " + scope
                                    + " from identity.accounts where username = 'uji-mitra-satu'"))
                    .hasStackTraceContaining("a partner answers for no area");
        }
    }

    @Test
    void a_hand_over_takes_every_place_however_long_the_history() {
        assertThat(invite("lebong", "FIELD_OFFICER", "uji-satu", "17.07.01").status())
                .isEqualTo(201);
        assertThat(invite("lebong", "FIELD_OFFICER", "uji-dua", "17.07.02").status())
                .isEqualTo(201);
        Rows.run(database, """
                insert into identity.account_scopes (account_id, area_code, valid_from, valid_to)
                select a.id, '17.07.03', date '2026-12-01', date '2026-12-01'
                  from identity.accounts a, generate_series(1, 200)
                 where a.username = 'uji-satu'
                """);
        var answer =
                web.json("POST", "/api/v1/accounts/uji-satu/hand-over", "{\"to\":\"uji-dua\"}", web.bearer("lebong"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(Rows.all(database, """
                select s.area_code from identity.account_scopes s join identity.accounts a on a.id = s.account_id
                 where a.username = 'uji-dua' and s.valid_to is null order by 1
                """)).containsExactly("17.07.01", "17.07.02");
    }

    @Test
    void of_six_who_hand_one_place_over_at_once_one_does() throws Exception {
        Map<String, String> places = Map.of("uji-satu", "17.07.01", "uji-dua", "17.07.02", "uji-tiga", "17.07.03");
        for (String officer : places.keySet()) {
            assertThat(invite("lebong", "FIELD_OFFICER", officer, places.get(officer))
                            .status())
                    .isEqualTo(201);
        }
        Rows.run(database, """
                delete from identity.account_scopes s using identity.accounts a
                 where a.id = s.account_id and a.username in ('uji-dua', 'uji-tiga')
                """);
        String[] office = web.bearer("lebong");
        List<Integer> answers = ConcurrentCalls.all(
                6,
                one -> () -> web.json(
                                "POST",
                                "/api/v1/accounts/uji-satu/hand-over",
                                one % 2 == 0 ? "{\"to\":\"uji-dua\"}" : "{\"to\":\"uji-tiga\"}",
                                office)
                        .status());
        assertThat(answers)
                .containsOnlyOnce(204)
                .filteredOn(status -> status == 409)
                .hasSize(5);
        assertThat(Rows.number(database, """
                select count(*) from identity.account_scopes s join identity.accounts a on a.id = s.account_id
                 where a.username like 'uji-%' and s.valid_to is null
                """)).isEqualTo(1);
    }

    @Test
    void who_forgot_the_password_gets_a_new_link_and_the_old_one_ends() {
        String first = linkIn(
                invite("lebong", "FIELD_OFFICER", "uji-sri", "17.07.01.2002").text());
        String second = linkIn(web.json("POST", "/api/v1/accounts/uji-sri/links", null, web.bearer("lebong"))
                .text());
        assertThat(web.get("/undangan/" + first).status()).isEqualTo(410);
        accept(second);
        assertThat(token("uji-sri", NEW_PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void a_disabled_account_is_out_at_once_everywhere() {
        accept(linkIn(
                invite("lebong", "FIELD_OFFICER", "uji-sri", "17.07.01.2002").text()));
        String bearer =
                "Bearer " + token("uji-sri", NEW_PASSWORD).json().path("token").asString();
        var logIn = web.post("/masuk", "username=uji-sri&password=" + NEW_PASSWORD, "Origin", web.address());
        String cookie = cookie(logIn);
        assertThat(web.get("/kerja/akun/saya", "Cookie", cookie).status()).isEqualTo(200);
        assertThat(web.json("PUT", "/api/v1/accounts/uji-sri/disabled", null, web.bearer("lebong"))
                        .status())
                .isEqualTo(204);
        assertThat(web.get("/kerja/akun/saya", "Cookie", cookie).status()).isEqualTo(302);
        assertThat(web.get("/api/v1/groups", "Authorization", bearer).status()).isEqualTo(401);
        assertThat(token("uji-sri", NEW_PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void people_change_their_own_password_and_log_out_everywhere() {
        accept(linkIn(
                invite("lebong", "FIELD_OFFICER", "uji-sri", "17.07.01.2002").text()));
        String form = "username=uji-sri&password=" + NEW_PASSWORD;
        String here = cookie(web.post("/masuk", form, "Origin", web.address()));
        String there = cookie(web.post("/masuk", form, "Origin", web.address()));
        var wrong = web.post(
                "/kerja/akun/saya/sandi",
                "old=salah&password=lebih-panjang-lagi&repeated=lebih-panjang-lagi",
                "Cookie",
                here,
                "Origin",
                web.address());
        assertThat(wrong.status()).isEqualTo(422);
        var changed = web.post(
                "/kerja/akun/saya/sandi",
                "old=" + NEW_PASSWORD + "&password=lebih-panjang-lagi&repeated=lebih-panjang-lagi",
                "Cookie",
                here,
                "Origin",
                web.address());
        assertThat(changed.header("Location")).endsWith("?done=sandi");
        String now = cookie(changed);
        assertThat(web.get("/kerja/akun/saya", "Cookie", now).status()).isEqualTo(200);
        assertThat(web.get("/kerja/akun/saya", "Cookie", there).status()).isEqualTo(302);
        assertThat(web.post("/kerja/akun/saya/keluar", "", "Cookie", now, "Origin", web.address())
                        .status())
                .isEqualTo(302);
        assertThat(web.get("/kerja/akun/saya", "Cookie", now).status()).isEqualTo(302);
    }

    @Test
    void the_pages_of_accounts_and_of_the_trail_open_for_who_may() {
        for (String path : new String[] {"/kerja/akun", "/kerja/akun/baru", "/kerja/akun?format=csv"}) {
            assertThat(web.get(path, web.session("lebong")).status()).isEqualTo(200);
            assertThat(web.get(path, web.session("petugas-lebong")).status()).isEqualTo(403);
            assertThat(web.get(path).status()).isEqualTo(302);
        }
        invite("lebong", "FIELD_OFFICER", "uji-sri", "17.07.01.2002");
        var trail = web.get("/kerja/jejak?action=account.invited", web.session("lebong"));
        assertThat(trail.status()).isEqualTo(200);
        assertThat(trail.text()).contains("Akun diundang", "17.07.01.2002");
        assertThat(web.get("/kerja/jejak?format=csv", web.session("lebong")).text())
                .contains("Akun diundang");
        assertThat(web.get("/api/v1/audit?action=account.invited", web.bearer("lebong"))
                        .json()
                        .path("items")
                        .size())
                .isPositive();
        assertThat(web.get("/api/v1/audit?action=account.invited", web.bearer("seluma"))
                        .text())
                .doesNotContain("17.07");
        assertThat(web.get("/api/v1/audit").status()).isEqualTo(401);
    }

    @Test
    void links_die_with_the_account_that_made_them_and_stay_dead() {
        accept(linkIn(
                invite("provinsi", "DISTRICT_OFFICE", "uji-kantor", "17.07").text()));
        String[] office = bearer("uji-kantor");
        accept(linkIn(invite("lebong", "FIELD_OFFICER", "uji-dua", "17.07.02").text()));
        String reset = linkIn(
                web.json("POST", "/api/v1/accounts/uji-dua/links", null, office).text());
        String invitation =
                linkIn(web.json("POST", "/api/v1/accounts", """
                {"role":"FIELD_OFFICER","username":"uji-satu","displayName":"Orang Uji","areas":["17.07.01"]}
                """, office).text());
        assertThat(web.get("/undangan/" + reset).status()).isEqualTo(200);
        var told = web.post("/kerja/akun/uji-kantor/nonaktif", "", web.session("admin"));
        assertThat(web.get(told.header("Location"), web.session("admin")).text())
                .contains("2 tautan yang dibuat akun ini");
        for (boolean isEnabledAgain : new boolean[] {false, true}) {
            for (String link : new String[] {reset, invitation}) {
                assertThat(web.get("/undangan/" + link).status()).isEqualTo(410);
                assertThat(web.post(
                                        "/undangan/" + link,
                                        "password=" + NEW_PASSWORD + "-lagi&repeated=" + NEW_PASSWORD + "-lagi",
                                        "Origin",
                                        web.address())
                                .status())
                        .as("enabled again: %s", isEnabledAgain)
                        .isEqualTo(410);
            }
            web.post("/kerja/akun/uji-kantor/aktif", "", web.session("admin"));
        }
        assertThat(token("uji-dua", NEW_PASSWORD + "-lagi").status()).isEqualTo(401);
        assertThat(token("uji-dua", NEW_PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void links_die_when_their_maker_no_longer_answers_for_the_place() {
        accept(linkIn(
                invite("provinsi", "DISTRICT_OFFICE", "uji-kantor", "17.07").text()));
        String[] office = bearer("uji-kantor");
        String link = linkIn(web.json("POST", "/api/v1/accounts", """
                {"role":"FIELD_OFFICER","username":"uji-satu","displayName":"Orang Uji","areas":["17.07.01"]}
                """, office).text());
        String page = "/kerja/akun/uji-kantor";
        String[] province = web.session("provinsi");
        Matcher end = Pattern.compile("action=\"([^\"]+/cakupan/[^\"]+/akhiri)\"")
                .matcher(web.get(page, province).text());
        assertThat(end.find()).isTrue();
        var told = web.post(end.group(1), "", province);
        assertThat(web.get(told.header("Location"), province).text()).contains("1 tautan yang dibuat akun ini");
        assertThat(web.get("/undangan/" + link).status()).isEqualTo(410);
        web.post(page + "/cakupan", "area=17.07", province);
        assertThat(web.get("/undangan/" + link).status())
                .as("the place given again")
                .isEqualTo(410);
    }

    @Test
    void links_die_when_their_maker_logs_out_everywhere_and_that_is_said() {
        accept(linkIn(
                invite("provinsi", "DISTRICT_OFFICE", "uji-kantor", "17.07").text()));
        String link = linkIn(
                web.json("POST", "/api/v1/accounts", """
                {"role":"FIELD_OFFICER","username":"uji-satu","displayName":"Orang Uji","areas":["17.07.01"]}
                """, bearer("uji-kantor")).text());
        String own =
                cookie(web.post("/masuk", "username=uji-kantor&password=" + NEW_PASSWORD, "Origin", web.address()));
        assertThat(web.get("/kerja/akun/saya", "Cookie", own).text()).contains("Tautan undangan dan kata sandi");
        web.post("/kerja/akun/saya/keluar", "", "Cookie", own, "Origin", web.address());
        assertThat(web.get("/undangan/" + link).status()).isEqualTo(410);
    }

    @Test
    void a_password_is_the_same_in_both_spellings_of_its_letters() throws SQLException {
        String composed = "kaf\u00e9 d\u00e9sa permai";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        String link = linkIn(
                invite("lebong", "FIELD_OFFICER", "uji-sri", "17.07.01.2002").text());
        assertThat(web.post(
                                "/undangan/" + link,
                                "password=" + URLEncoder.encode(decomposed, StandardCharsets.UTF_8) + "&repeated="
                                        + URLEncoder.encode(composed, StandardCharsets.UTF_8),
                                "Origin",
                                web.address())
                        .status())
                .isEqualTo(302);
        assertThat(token("uji-sri", composed).status()).isEqualTo(201);
        assertThat(token("uji-sri", decomposed).status()).isEqualTo(201);
        // A hash made before passwords were normalised.
        String old = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(decomposed);
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute("update identity.accounts set password_hash = '" + old + "' where username = 'uji-sri'");
        }
        assertThat(token("uji-sri", decomposed).status()).isEqualTo(201);
        assertThat(token("uji-sri", "kafe desa permai").status()).isEqualTo(401);
    }

    private String[] bearer(String username) {
        return new String[] {
            "Authorization",
            "Bearer " + token(username, NEW_PASSWORD).json().path("token").asString()
        };
    }

    private Web.Answer invite(String actor, String role, String username, String area) {
        return web.json(
                "POST",
                "/api/v1/accounts",
                "{\"role\":\"%s\",\"username\":\"%s\",\"displayName\":\"Orang Uji\",\"areas\":[%s]}"
                        .formatted(role, username, area.isEmpty() ? "" : '"' + area + '"'),
                web.bearer(actor));
    }

    private void accept(String link) {
        assertThat(web.post(
                                "/undangan/" + link,
                                "password=" + NEW_PASSWORD + "&repeated=" + NEW_PASSWORD,
                                "Origin",
                                web.address())
                        .status())
                .isEqualTo(302);
    }

    private Web.Answer token(String username, String password) {
        return web.json(
                "POST", "/api/v1/tokens", "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
    }

    private static String cookie(Web.Answer answer) {
        return answer.headers("Set-Cookie").stream()
                .filter(header -> header.startsWith("SESSION="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
    }

    private static String linkIn(String text) {
        Matcher link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }
}
