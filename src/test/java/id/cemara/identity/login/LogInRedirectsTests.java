package id.cemara.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// After a log-in the requested page appears, with the form typed before it.
@WritingTest
class LogInRedirectsTests {

    private static final String FORM = "/kerja/akun/petugas-lebong/cakupan";
    private static final String TYPED = "areas=17.07.99.uji&from=2026-13-01&until=";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    /// A client with a cookie jar.
    private final class Browser {

        private final Map<String, String> cookies = new LinkedHashMap<>();

        Answer get(String path) {
            return kept(web.get(path, headers()));
        }

        Answer post(String path, String form) {
            return kept(web.post(path, form, headers()));
        }

        Answer logIn(String username, String to) {
            return post(
                    "/masuk",
                    "username=" + username + "&password=" + TestDatabases.PASSWORD
                            + (to.isEmpty() ? "" : "&ke=" + URLEncoder.encode(to, StandardCharsets.UTF_8)));
        }

        private String[] headers() {
            String all = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            return new String[] {"Origin", web.address(), "Cookie", all.isEmpty() ? "x=y" : all};
        }

        private Answer kept(Answer answer) {
            for (String header : answer.headers("Set-Cookie")) {
                String[] pair = header.split(";", 2)[0].split("=", 2);
                if (header.contains("Max-Age=0")) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            return answer;
        }
    }

    @Test
    void who_wanted_a_page_gets_it_after_the_log_in() {
        var browser = new Browser();
        String location = browser.get("/kerja/akun?q=petugas+a").header("Location");
        assertThat(location).isEqualTo("/masuk?ke=%2Fkerja%2Fakun%3Fq%3Dpetugas%2Ba");
        assertThat(browser.get(location).text())
                .contains("name=\"ke\" value=\"/kerja/akun?q=petugas+a\"", "data-next=\"/kerja/akun?q=petugas+a\"");
        var failed = browser.post("/masuk", "username=lebong&password=salah&ke=%2Fkerja%2Fakun");
        assertThat(failed.text()).contains("name=\"ke\" value=\"/kerja/akun\"");
        assertThat(browser.logIn("lebong", "/kerja/akun?q=petugas+a").header("Location"))
                .isEqualTo("/kerja/akun?q=petugas+a");
        assertThat(browser.get("/kerja/akun?q=petugas+a").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/{x}",
        "/tidak/ada",
        "/masuk",
        "/kerja/akun/saya/sandi"
    })
    void nobody_is_led_anywhere_else(String to) {
        assertThat(new Browser().logIn("lebong", to).header("Location")).isEqualTo("/kerja");
    }

    @Test
    void a_form_sent_after_the_session_ended_is_offered_again_filled_in() {
        var browser = new Browser();
        browser.logIn("lebong", "");
        browser.post("/keluar", "");
        Answer sent = browser.post(FORM, TYPED);
        assertThat(sent.header("Location")).isEqualTo("/masuk?ke=%2Fkerja%2Fisian");
        assertThat(browser.get(sent.header("Location")).text()).contains("kami simpan selama 30 menit");
        assertThat(browser.logIn("lebong", "/kerja/isian").header("Location")).isEqualTo("/kerja/isian");
        Answer again = browser.get("/kerja/isian");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text())
                .contains("action=\"" + FORM + "\"", "value=\"17.07.99.uji\"", "value=\"2026-13-01\"")
                .contains("belum terkirim karena sesi sudah berakhir");
        assertThat(again.header("Cache-Control")).contains("no-store");
        assertThat(again.text())
                .as("the other language shows the same form")
                .contains("name=\"back\" value=\"/kerja/isian\"")
                .doesNotContain("yang tertulis di halaman ini hilang");
        assertThat(browser.post(FORM, TYPED).text())
                .as("a refused form cannot be asked for again")
                .contains("value=\"17.07.99.uji\"", "yang tertulis di halaman ini hilang")
                .doesNotContain("name=\"back\" value=\"" + FORM);
    }

    @Test
    void a_form_is_kept_for_the_account_that_sent_it_alone_and_for_half_an_hour() throws SQLException {
        var browser = new Browser();
        browser.logIn("lebong", "");
        browser.post("/keluar", "");
        browser.post(FORM, TYPED);
        browser.logIn("provinsi", "/kerja/isian");
        Answer another = browser.get("/kerja/isian");
        assertThat(another.status()).isEqualTo(410);
        assertThat(another.text()).doesNotContain("17.07.99.uji").contains("hanya untuk akun yang mengirimnya");
        browser.logIn("lebong", "/kerja/isian");
        try (Connection owner = TestDatabases.asOwner(database)) {
            assertThat(
                            Rows.number(
                                    owner,
                                    "select count(*) from identity.kept_forms where encode(content, 'escape') like '%17.07.99%'"))
                    .isZero();
            owner.createStatement().execute("update identity.kept_forms set kept_at = kept_at - interval '29 minutes'");
            assertThat(browser.get("/kerja/isian").status()).isEqualTo(200);
            owner.createStatement().execute("update identity.kept_forms set kept_at = kept_at - interval '2 minutes'");
        }
        assertThat(browser.get("/kerja/isian").status()).isEqualTo(410);
    }

    @Test
    void a_form_of_nobody_known_is_not_kept_and_that_is_said() {
        var browser = new Browser();
        Answer sent = browser.post(FORM, TYPED);
        assertThat(sent.header("Location")).isEqualTo("/masuk?ke=%2Fkerja&isian=hilang");
        assertThat(browser.get(sent.header("Location")).text()).contains("tidak dapat kami simpan");
        browser.cookies.put("cemara-akun", "bukan-milik-kita");
        assertThat(browser.post(FORM, TYPED).header("Location")).endsWith("isian=hilang");
    }

    @Test
    void a_form_that_cannot_be_read_is_not_said_to_be_kept() {
        var browser = new Browser();
        browser.logIn("lebong", "");
        browser.post("/keluar", "");
        String manyFields = "&x=1".repeat(1_500);
        String large = "&note=" + "x".repeat(3_000_000);
        for (String unreadable : new String[] {manyFields, large}) {
            Answer sent = browser.post(FORM, TYPED + unreadable);
            assertThat(sent.header("Location")).isEqualTo("/masuk?ke=%2Fkerja&isian=hilang");
            assertThat(browser.cookies).doesNotContainKey("cemara-isian");
        }
    }

    @Test
    void a_form_begun_as_another_account_comes_back_filled_in_and_is_done_only_when_it_is_sent_again() {
        var browser = new Browser();
        browser.logIn("petugas-lebong", "");
        String page = "/kerja/kelompok/baru";
        String typed = "&name=Kelompok+Dua+Tab+Uji&village=17.07.04.1003&sector=agriculture";
        String begun = hidden(browser.get(page).text(), "/kerja/kelompok") + typed;
        browser.logIn("lebong", "");
        Answer back = browser.post("/kerja/kelompok", begun);
        assertThat(back.status()).isEqualTo(409);
        assertThat(back.text())
                .contains("petugas-lebong", "value=\"Kelompok Dua Tab Uji\"")
                .contains("role=\"alert\"");
        assertThat(registered("Dua Tab Uji")).isZero();
        Answer done = browser.post("/kerja/kelompok", hidden(back.text(), "/kerja/kelompok") + typed);
        assertThat(done.status()).isEqualTo(302);
        assertThat(registered("Dua Tab Uji")).isEqualTo(1);
    }

    @Test
    void a_form_with_a_file_begun_as_another_account_is_refused_too() {
        var browser = new Browser();
        browser.logIn("petugas-lebong", "");
        String mark = hidden(browser.get("/kerja/impor").text(), "/kerja/impor");
        browser.logIn("lebong", "");
        Answer back = web.upload(
                "/kerja/impor",
                browser.headers(),
                "kelompok.csv",
                "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8),
                ("kind=groups" + mark).split("[&=]"));
        assertThat(back.status()).isEqualTo(409);
        assertThat(back.text()).contains("petugas-lebong", "name=\"file\"");
    }

    @Test
    void a_form_kept_without_a_session_is_kept_for_the_account_that_began_it() {
        var browser = new Browser();
        browser.logIn("provinsi", "");
        String begun = hidden(browser.get("/kerja/akun/petugas-lebong").text(), FORM) + "&" + TYPED;
        browser.logIn("lebong", "");
        browser.post("/keluar", "");
        assertThat(browser.post(FORM, begun).header("Location")).isEqualTo("/masuk?ke=%2Fkerja%2Fisian");
        browser.logIn("lebong", "/kerja/isian");
        assertThat(browser.get("/kerja/isian").status()).isEqualTo(410);
        browser.logIn("provinsi", "/kerja/isian");
        assertThat(browser.get("/kerja/isian").text()).contains("value=\"17.07.99.uji\"");
    }

    @Test
    void every_form_of_the_work_space_says_whose_it_is_and_no_other_does() {
        var browser = new Browser();
        browser.logIn("lebong", "");
        String page = browser.get("/kerja/akun/petugas-lebong").text();
        Matcher forms = Pattern.compile("<form[^>]*method=\"post\"[^>]*action=\"([^\"]+)\"[^>]*>(.{0,40})")
                .matcher(page);
        int marked = 0;
        while (forms.find()) {
            boolean isWork = forms.group(1).startsWith("/kerja");
            assertThat(forms.group(2).startsWith("<input type=\"hidden\" name=\"_akun\""))
                    .as(forms.group())
                    .isEqualTo(isWork);
            marked += isWork ? 1 : 0;
        }
        assertThat(marked).isPositive();
    }

    private long registered(String name) {
        return Rows.number(database, "select count(*) from registry.business_groups where name like '%" + name + "'");
    }

    /// The hidden fields of the page's form for that address, encoded as a browser would.
    private static String hidden(String page, String action) {
        Matcher form = Pattern.compile("<form[^>]* action=\"" + action + "\".*?</form>", Pattern.DOTALL)
                .matcher(page);
        assertThat(form.find()).as(page).isTrue();
        return Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")
                .matcher(form.group())
                .results()
                .map(field -> "&" + field.group(1) + "=" + URLEncoder.encode(field.group(2), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    @Test
    void no_password_is_kept() {
        var browser = new Browser();
        browser.logIn("lebong", "");
        browser.post("/keluar", "");
        browser.post("/kerja/akun/saya/sandi", "old=rahasia-lama&password=rahasia-baru&repeated=rahasia-baru");
        browser.logIn("lebong", "/kerja/isian");
        assertThat(browser.get("/kerja/isian").text())
                .contains("action=\"/kerja/akun/saya/sandi\"")
                .doesNotContain("rahasia-");
    }

    @Test
    void of_one_account_the_newest_twenty_are_kept() throws SQLException {
        var browser = new Browser();
        browser.logIn("nasional", "");
        browser.post("/keluar", "");
        for (int i = 0; i < 23; i++) {
            browser.post(FORM, TYPED + i);
        }
        assertThat(Rows.number(database, """
                        select count(*)
                          from identity.kept_forms k
                          join identity.accounts a on a.id = k.account_id
                         where a.username = 'nasional'
                        """)).isEqualTo(20);
        browser.logIn("nasional", "");
        assertThat(browser.get("/kerja/isian").text()).contains("value=\"22\"");
    }

    @Test
    void what_a_form_was_kept_under_opens_nothing() {
        var browser = new Browser();
        browser.logIn("lebong", "");
        browser.post("/keluar", "");
        assertThat(browser.cookies).containsOnlyKeys("cemara-akun");
        assertThat(browser.get("/kerja").status()).isEqualTo(302);
        assertThat(Arrays.asList(browser.headers())).isNotEmpty();
    }
}
