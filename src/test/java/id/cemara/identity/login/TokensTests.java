package id.cemara.identity.login;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Log-in of programs; a token is valid only as long as its owner's account.
@CemaraTest
class TokensTests {

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
                "admin",
                "nasional",
                "provinsi",
                "lebong",
                "seluma",
                "petugas-lebong",
                "petugas-seluma",
                "cemara-indah"
            })
    void every_sample_account_gets_a_token(String username) {
        var answer = web.json("POST", "/api/v1/tokens", credentials(username, TestDatabases.PASSWORD));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("token").asString()).hasSizeGreaterThan(40);
        assertThat(answer.json().path("expiresAt").asString())
                .startsWith("2026-11-2")
                .endsWith("Z");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_same_answer() {
        var wrong = web.json("POST", "/api/v1/tokens", credentials("lebong", "salah"));
        var unknown = web.json("POST", "/api/v1/tokens", credentials("tidak-ada", "salah"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("type").asString()).isEqualTo("urn:cemara:problem:wrong-credentials");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void what_is_missing_is_named() {
        var answer = web.json("POST", "/api/v1/tokens", "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").size()).isEqualTo(2);
    }

    @Test
    void a_revoked_or_invented_token_is_told_so_everywhere() {
        String token = token("lebong");
        assertThat(web.get("/api/v1/groups?size=1", "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
        assertThat(web.json("DELETE", "/api/v1/tokens/current", null, "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(204);
        for (String bad : new String[] {token, "diada-adakan", ""}) {
            var answer = web.get("/api/v1/groups?size=1", "Authorization", "Bearer " + bad);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().path("title").asString()).isEqualTo("log-in-needed");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(web.json("DELETE", "/api/v1/tokens/current", null).status()).isEqualTo(401);
    }

    @Test
    void rights_end_at_once() throws SQLException {
        String token = token("petugas-lebong");
        String[] bearer = {"Authorization", "Bearer " + token};
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            for (String end : new String[] {"disabled_at = now()", "log_in_epoch = log_in_epoch + 1"}) {
                assertThat(web.get("/api/v1/groups?size=1", bearer).status()).isEqualTo(200);
                statement.execute("update identity.accounts set " + end + " where username = 'petugas-lebong'");
                assertThat(web.get("/api/v1/groups?size=1", bearer).status()).isEqualTo(401);
                statement.execute("update identity.accounts set disabled_at = null where username = 'petugas-lebong'");
            }
            statement.execute("update identity.accounts set log_in_epoch = 0 where username = 'petugas-lebong'");
        }
    }

    private String token(String username) {
        return web.json("POST", "/api/v1/tokens", credentials(username, TestDatabases.PASSWORD))
                .json()
                .path("token")
                .asString();
    }

    private static String credentials(String username, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    }
}
