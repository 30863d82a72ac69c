package id.cemara.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Rows;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.UnpackedPrograms;
import id.cemara.platform.start.AppRoleCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Properties of the running embedded server with its production settings.
class EmbeddedServerTests {

    @TempDir
    static Path data;

    static EmbeddedServer server;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start(data);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void what_was_acknowledged_survives_a_power_failure() throws SQLException {
        try (var owner = owner()) {
            assertThat(setting(owner, "fsync")).isEqualTo("on");
            assertThat(setting(owner, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(owner, "full_page_writes")).isEqualTo("on");
            assertThat(setting(owner, "data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void nobody_is_trusted_and_only_this_machine_can_connect() throws Exception {
        try (var lines = Files.lines(data.resolve("postgres/pg_hba.conf"))) {
            assertThat(lines.filter(line -> !line.startsWith("#")))
                    .containsExactly("host all all 127.0.0.1/32 scram-sha-256");
        }
        try (var owner = owner()) {
            assertThat(setting(owner, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(owner, "password_encryption")).isEqualTo("scram-sha-256");
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        var access = server.access();
        for (String login : new String[] {access.ownerUser(), access.appUser(), Cluster.SUPERUSER}) {
            assertThatThrownBy(() -> DriverManager.getConnection(access.url(), login, "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void the_app_owns_nothing_and_may_make_temporary_tables_only() throws SQLException {
        try (var owner = owner();
                var app = app()) {
            assertThat(Rows.one(app, """
                    select concat_ws(' ', rolcanlogin, rolsuper, rolbypassrls, rolinherit, rolcreatedb, rolcreaterole)
                      from pg_roles
                     where rolname = current_user
                    """)).isEqualTo("t f f f f f");
            AppRoleCheck.verify(app);
            run(app, "create temporary table incoming (name text)");
            AppRoleCheck.verify(app);
            assertThatThrownBy(() -> run(app, "create table public.mine ()")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> run(app, "create schema mine")).hasMessageContaining("permission denied");

            run(owner, "create schema theirs");
            run(owner, "create table theirs.secret ()");
            assertThatThrownBy(() -> run(app, "select from theirs.secret")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void the_owner_is_no_superuser_and_can_still_add_the_extensions_we_need() throws SQLException {
        try (var owner = owner()) {
            assertThat(Rows.one(owner, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
            run(owner, "create extension pg_trgm");
            run(owner, "create extension btree_gist");
            run(owner, "create extension unaccent");
        }
    }

    @Test
    void upper_and_lower_case_are_those_of_unicode_on_every_machine() throws SQLException {
        try (var owner = owner()) {
            assertThat(Rows.one(owner, "select lower('WANITA ÉMPÉK Ω') || upper('straße')"))
                    .isEqualTo("WANITA ÉMPÉK Ω".toLowerCase(Locale.ROOT) + "STRASSE");
            assertThat(Rows.one(
                            owner,
                            "select string_agg(x, '' order by x) from (values ('b'), ('B'), ('a'), ('é')) as t (x)"))
                    .isEqualTo("Babé");
            assertThat(Rows.one(owner, "select 'É' ilike 'é' and 'é' ~ '^[[:alpha:]]$'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void passwords_are_for_the_owner_of_the_directory_only_and_never_shown() throws Exception {
        var privately = PosixFilePermissions.fromString("rw-------");
        for (String login : new String[] {"postgres", "cemara_owner", "cemara_app"}) {
            assertThat(Files.getPosixFilePermissions(data.resolve("secrets").resolve(login)))
                    .isEqualTo(privately);
        }
        assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(server.access().toString())
                .doesNotContain(server.access().ownerPassword(), server.access().appPassword());
    }

    @Test
    void a_database_can_be_cloned_from_a_template_and_dropped() throws SQLException {
        var template = ExtraDatabases.create(server, "template_of_tests", null);
        try (var owner = DriverManager.getConnection(template.url(), template.ownerUser(), template.ownerPassword())) {
            run(owner, "create table migrated (id int)");
            run(owner, "grant select on migrated to cemara_app");
        }
        var clone = ExtraDatabases.create(server, "clone_1", "template_of_tests");
        try (var app = DriverManager.getConnection(clone.url(), clone.appUser(), clone.appPassword())) {
            assertThat(Rows.one(app, "select count(*) from migrated")).isEqualTo("0");
            ExtraDatabases.drop(server, "clone_1");
            assertThatThrownBy(() -> Rows.one(app, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void two_servers_run_side_by_side(@TempDir Path other) throws Exception {
        UnpackedPrograms.linkInto(other);
        try (var second = EmbeddedServer.start(other);
                var here = app();
                var there = connectAsApp(second.access())) {
            assertThat(setting(here, "port")).isNotEqualTo(setting(there, "port"));
        }
    }

    private static Connection owner() throws SQLException {
        var access = server.access();
        return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
    }

    private static Connection app() throws SQLException {
        return connectAsApp(server.access());
    }

    private static Connection connectAsApp(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.appUser(), access.appPassword());
    }

    private static String setting(Connection connection, String name) throws SQLException {
        return Rows.one(connection, "show " + name);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
