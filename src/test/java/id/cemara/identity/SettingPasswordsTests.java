package id.cemara.identity;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.identity.login.PasswordRules;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Password rules, and the effects of a one-time link.
@WritingTest
class SettingPasswordsTests {

    private static final String GOOD = "kuda-terbang-pelan";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "qwertyuiop",
                "PASSWORD123",
                "1q2w3e4r5t",
                "qwerty12345",
                "basketball",
                "4815162342",
                "sayangkamu"
            })
    void the_commonest_are_refused(String common) {
        assertThat(PasswordRules.isCommon(common)).isTrue();
        String link = invite("uji-umum-" + UUID.randomUUID().toString().substring(0, 8));
        Answer refused = web.post("/undangan/" + link, form(common), "Origin", web.address());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("mudah ditebak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "monkey", "Rahasia", "bismillah"})
    void the_list_also_knows_what_is_too_short_anyway(String common) {
        assertThat(PasswordRules.isCommon(common)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD, "", " ", "a", "zzzzzzzzzzzzzzzzzzzz", "1234567890 kuda", "ÿÿÿÿÿÿÿÿÿÿ"})
    void others_are_none_of_them(String other) {
        assertThat(PasswordRules.isCommon(other)).isFalse();
    }

    @Test
    void a_name_in_the_password_is_refused_whether_of_the_account_its_owner_or_the_group() {
        String username = "uji-rahmawati-" + UUID.randomUUID().toString().substring(0, 4);
        String office = "/kerja/kelompok/" + number() + "/undangan";
        Answer invited =
                web.post(office, "username=" + username + "&displayName=Ibu+Kencana+Dewi", web.session("lebong"));
        String link = linkIn(invited.text());
        for (String holding : new String[] {
            "xx" + username + "xx",
            "aku-Rahmawati-77",
            "kencana 12345",
            "IBU.KENCANA.DEWI",
            "wanitamandiri99",
            "si-Mandiri-maju"
        }) {
            Answer refused = web.post("/undangan/" + link, form(holding), "Origin", web.address());
            assertThat(refused.status()).as(holding).isEqualTo(422);
            assertThat(refused.text()).as(holding).contains("nama kelompok di dalamnya");
        }
        assertThat(web.post("/undangan/" + link, form(GOOD), "Origin", web.address())
                        .status())
                .isEqualTo(302);
        String[] session = session(username);
        Answer own = web.post("/kerja/akun/saya/sandi", "old=" + GOOD + "&" + form("kelompok-wanita-kita"), session);
        assertThat(own.status()).isEqualTo(422);
        assertThat(own.text()).contains("nama kelompok di dalamnya");
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "keepPasskeys=yes, 1"})
    void a_reset_link_ends_the_passkeys_unless_the_office_says_otherwise(String said, int left) throws SQLException {
        String username = "uji-kunci-" + UUID.randomUUID().toString().substring(0, 8);
        web.post("/undangan/" + invite(username), form(GOOD), "Origin", web.address());
        passkey(username, "Ponsel lama");
        String page =
                web.get("/kerja/akun/" + username, web.session("provinsi")).text();
        assertThat(page).contains("Ponsel lama", "name=\"keepPasskeys\"");
        String link = linkIn(web.post("/kerja/akun/" + username + "/tautan", said, web.session("provinsi"))
                .text());
        assertThat(passkeys(username)).isEqualTo(1);
        assertThat(web.post("/undangan/" + link, form(GOOD + "-lagi"), "Origin", web.address())
                        .status())
                .isEqualTo(302);
        assertThat(passkeys(username)).isEqualTo(left);
    }

    @Test
    void a_program_says_the_same_and_sees_and_removes_passkeys() throws SQLException {
        String username = "uji-kunci-" + UUID.randomUUID().toString().substring(0, 8);
        web.post("/undangan/" + invite(username), form(GOOD), "Origin", web.address());
        passkey(username, "Laptop");
        String base = "/api/v1/accounts/" + username;
        for (String who : new String[] {"provinsi", "admin"}) {
            assertThat(web.get(base + "/passkeys", web.bearer(who)).json().get("items"))
                    .singleElement()
                    .satisfies(key -> assertThat(key.get("label").asString()).isEqualTo("Laptop"));
        }
        assertThat(web.get(base + "/passkeys", web.bearer("seluma")).status()).isEqualTo(404);
        for (String who : new String[] {"petugas-lebong", "lebong"}) {
            assertThat(web.get(base + "/passkeys", web.bearer(who)).status()).isEqualTo(403);
        }
        String key = web.get(base + "/passkeys", web.bearer("provinsi"))
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        assertThat(web.delete(base + "/passkeys/" + key, web.bearer("seluma")).status())
                .isEqualTo(404);
        assertThat(passkeys(username)).isEqualTo(1);
        Answer link = web.json("POST", base + "/links", "{\"keepPasskeys\":true}", web.bearer("provinsi"));
        web.post("/undangan/" + linkIn(link.json().get("link").asString()), form(GOOD), "Origin", web.address());
        assertThat(passkeys(username)).isEqualTo(1);
        assertThat(web.delete(base + "/passkeys/" + key, web.bearer("provinsi")).status())
                .isEqualTo(204);
        assertThat(passkeys(username)).isZero();
        assertThat(web.delete(base + "/passkeys/" + key, web.bearer("provinsi")).status())
                .isEqualTo(204);
        assertThat(Rows.number(database, """
                        select count(*)
                          from identity.audit_trail l
                          join identity.accounts a on a.id = l.subject
                         where a.username = '%s' and l.action = 'account.passkey-removed'
                        """.formatted(username))).isEqualTo(1);
    }

    @Test
    void an_office_removes_a_passkey_on_the_page_of_the_account() throws SQLException {
        String username = "uji-kunci-" + UUID.randomUUID().toString().substring(0, 8);
        web.post("/undangan/" + invite(username), form(GOOD), "Origin", web.address());
        passkey(username, "Ponsel");
        String page =
                web.get("/kerja/akun/" + username, web.session("provinsi")).text();
        Matcher button =
                Pattern.compile("action=\"([^\"]+/kunci/[0-9a-f]+/hapus)\"").matcher(page);
        assertThat(button.find()).isTrue();
        assertThat(web.post(button.group(1), "", web.session("provinsi")).status())
                .isEqualTo(302);
        assertThat(passkeys(username)).isZero();
    }

    @Test
    void a_link_made_before_the_account_was_disabled_stays_dead() {
        String username = "uji-mati-" + UUID.randomUUID().toString().substring(0, 8);
        String link = invite(username);
        String account = "/kerja/akun/" + username;
        String[] office = web.session("provinsi");
        assertThat(web.post(account + "/nonaktif", "", office).status()).isEqualTo(302);
        assertThat(web.post(account + "/aktif", "", office).status()).isEqualTo(302);
        assertThat(web.get("/undangan/" + link).status()).isEqualTo(410);
        assertThat(web.post("/undangan/" + link, form(GOOD), "Origin", web.address())
                        .status())
                .isEqualTo(410);
        String fresh = linkIn(web.post(account + "/tautan", "", office).text());
        assertThat(web.post("/undangan/" + fresh, form(GOOD), "Origin", web.address())
                        .status())
                .isEqualTo(302);
    }

    private String[] session(String username) {
        Answer in = web.post("/masuk", "username=" + username + "&password=" + GOOD, "Origin", web.address());
        String cookie = in.headers("Set-Cookie").stream()
                .filter(header -> header.startsWith("SESSION="))
                .findFirst()
                .orElseThrow();
        return new String[] {"Cookie", cookie.split(";", 2)[0], "Origin", web.address()};
    }

    private String number() {
        return Rows.one(
                database,
                "select number from registry.business_groups"
                        + " where area_code = '17.07.04.1003' and name = 'Wanita Mandiri' order by number limit 1");
    }

    private String invite(String username) {
        Answer invited = web.json("POST", "/api/v1/accounts", """
                {"role":"DISTRICT_OFFICE","username":"%s","displayName":"Orang Uji","areas":["17.07"]}
                """.formatted(username), web.bearer("provinsi"));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        return linkIn(invited.json().get("link").asString());
    }

    private static String form(String password) {
        return "password=" + password + "&repeated=" + password;
    }

    private static String linkIn(String text) {
        Matcher link = Pattern.compile("/undangan/([A-Za-z0-9_-]{20,})").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    private int passkeys(String username) {
        return (int) Rows.number(database, """
                select count(*) from identity.passkeys p join identity.accounts a on a.id = p.account_id
                 where a.username = '%s'
                """.formatted(username));
    }

    private void passkey(String username, String label) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database)) {
            owner.createStatement().execute("""
                    insert into identity.passkeys (credential_id, account_id, public_key, signature_count, uv_initialized,
                                                   backup_eligible, backup_state, transports, label, created_at, last_used_at)
                    select uuid_send(gen_random_uuid()), id, '\\x00', 0, true, false, false, '', '%s', now(), now()
                      from identity.accounts where username = '%s'
                    """.formatted(label, username));
        }
    }
}
