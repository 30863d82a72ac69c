package id.cemara.identity;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.identity.login.HashedSessionIds;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Log-in, the work space and log-out.
@CemaraTest
class LoggingInTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @Test
    void the_work_space_is_for_those_who_logged_in() {
        assertThat(web.get("/kerja").header("Location")).endsWith("/masuk");
        String cookie = logIn();
        var work = web.get("/kerja", "Cookie", cookie);
        assertThat(work.status()).isEqualTo(200);
        assertThat(work.text()).contains("Masuk sebagai admin.");
        assertThat(work.header("Cache-Control")).isEqualTo("private, no-store");
        var out = web.post("/keluar", "", "Cookie", cookie, "Origin", web.address());
        assertThat(out.status()).isEqualTo(302);
        assertThat(web.get("/kerja", "Cookie", cookie).header("Location")).endsWith("/masuk");
    }

    @Test
    void a_wrong_password_keeps_the_name_and_tells_nothing_else() {
        var wrong = web.post("/masuk", "username=admin&password=salah", "Origin", web.address());
        var unknown = web.post("/masuk", "username=tidakada&password=salah", "Origin", web.address());
        assertThat(wrong.text()).contains("belum cocok", "value=\"admin\"");
        assertThat(unknown.status()).isEqualTo(wrong.status());
        assertThat(unknown.text().replace("tidakada", "admin")).isEqualTo(wrong.text());
    }

    @Test
    void the_database_knows_a_session_only_by_its_hash() throws SQLException {
        String value = logIn().substring("SESSION=".length());
        String decoded = new String(Base64.getDecoder().decode(value), java.nio.charset.StandardCharsets.UTF_8);
        try (Connection owner =
                        DriverManager.getConnection(database.url(), database.ownerUser(), database.ownerPassword());
                ResultSet sessions = owner.createStatement()
                        .executeQuery("select session_id, (select count(*) from platform.spring_session)"
                                + " from platform.spring_session")) {
            boolean found = false;
            while (sessions.next()) {
                assertThat(sessions.getString(1)).isNotEqualTo(decoded).isNotEqualTo(value);
                found |= sessions.getString(1).equals(HashedSessionIds.hash(decoded));
            }
            assertThat(found).isTrue();
        }
        assertThat(web.get(
                                "/kerja",
                                "Cookie",
                                "SESSION="
                                        + Base64.getEncoder()
                                                .encodeToString(HashedSessionIds.hash(decoded)
                                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void public_pages_make_no_session_and_may_be_asked_again_cheaply() {
        var page = web.get("/statistik");
        assertThat(page.headers("Set-Cookie")).isEmpty();
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Vary")).containsIgnoringCase("hx-request").containsIgnoringCase("cookie");
        assertThat(page.header("ETag")).startsWith("W/");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'", "default-src 'none'");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(web.get("/statistik", "If-None-Match", page.header("ETag")).status())
                .isEqualTo(304);
    }

    private String logIn() {
        var answer = web.post("/masuk", "username=admin&password=" + TestDatabases.PASSWORD, "Origin", web.address());
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).endsWith("/kerja");
        String cookie = answer.headers("Set-Cookie").stream()
                .filter(header -> header.startsWith("SESSION="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
