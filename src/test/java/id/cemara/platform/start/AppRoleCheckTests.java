package id.cemara.platform.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.platform.CannotStart;
import id.cemara.platform.UnpackedPrograms;
import id.cemara.platform.embedded.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every log-in that is exempt from row-level security is refused, with the reason.
class AppRoleCheckTests {

    @TempDir
    static Path data;

    static EmbeddedServer server;

    @BeforeAll
    static void start() throws Exception {
        UnpackedPrograms.linkInto(data);
        server = EmbeddedServer.start(data, Map.of("fsync", "off"));
        given("grant connect on database cemara to public");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_plain_role_is_accepted_even_with_tables_of_others_around_it() throws Exception {
        given("create role plain login password 'x'", "create table not_plains ()");
        assertThatCode(() -> verify("plain")).doesNotThrowAnyException();
    }

    @Test
    void a_superuser_is_refused() throws Exception {
        given("create role strong login superuser password 'x'");
        refused("strong", "strong is a superuser");
    }

    @Test
    void bypassing_row_level_security_is_refused() throws Exception {
        given("create role bypass login bypassrls password 'x'");
        refused("bypass", "bypass has the attribute BYPASSRLS");
    }

    @Test
    void owning_a_table_a_schema_or_the_database_is_refused() throws Exception {
        given(
                "create role tabled login password 'x'",
                "create table its_table ()",
                "alter table its_table owner to tabled",
                "create role schemed login password 'x'",
                "create schema its_schema authorization schemed");
        refused("tabled", "tabled owns the table its_table");
        refused("schemed", "schemed owns the schema its_schema");
        var access = server.access();
        try (var owner = DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword())) {
            assertThatThrownBy(() -> AppRoleCheck.verify(owner))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("cemara_owner owns the database cemara");
        }
    }

    @Test
    void becoming_the_owner_by_set_role_is_refused_too() throws Exception {
        given("create role member login noinherit password 'x'", "grant cemara_owner to member with inherit false");
        refused("member", "member is a member of cemara_owner, which owns");
    }

    private static void refused(String role, String reason) {
        assertThatThrownBy(() -> verify(role))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("The app's database log-in " + reason)
                .hasMessageEndingWith("name in CEMARA_DATABASE_APP_USER a plain role that owns nothing.");
    }

    private static void verify(String role) throws SQLException {
        try (var connection = DriverManager.getConnection(server.access().url(), role, "x")) {
            AppRoleCheck.verify(connection);
        }
    }

    private static void given(String... statements) throws Exception {
        try (var superuser = superuser();
                var statement = superuser.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection superuser() throws Exception {
        return DriverManager.getConnection(
                server.access().url(),
                "postgres",
                Files.readString(data.resolve("secrets/postgres")).strip());
    }
}
