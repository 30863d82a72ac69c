package id.cemara.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.platform.ChildCemara;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.UnpackedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After any process is killed at any moment, the next start succeeds and all committed data is there.
class EmbeddedServerRecoveryTests {

    private static final Map<String, String> THROW_AWAY = Map.of("fsync", "off");

    @TempDir
    Path temporary;

    Path data;

    @BeforeEach
    void a_path_that_needs_quoting() throws IOException {
        data = UnpackedPrograms.linkInto(temporary.resolve("it's our data"));
    }

    @Test
    void after_a_stop_everything_is_there_again() throws SQLException {
        DatabaseAccess before;
        try (var server = EmbeddedServer.start(data)) {
            before = server.access();
            note(before, "before the stop");
        }
        assertThat(EmbeddedServer.running(data)).isEmpty();
        try (var server = EmbeddedServer.start(data)) {
            assertThat(notes(server.access())).isEqualTo("before the stop");
            assertThat(server.access().appPassword()).isEqualTo(before.appPassword());
        }
    }

    @Test
    void after_cemara_alone_is_killed_its_server_stops_by_itself() throws Exception {
        var child = ChildCemara.running(data);
        note(EmbeddedServer.running(data).orElseThrow(), "before the kill");
        var orphan = postmaster();
        child.kill();
        orphan.onExit().get(2, TimeUnit.MINUTES);

        try (var server = EmbeddedServer.start(data)) {
            assertThat(notes(server.access())).isEqualTo("before the kill");
        }
    }

    @Test
    void after_cemara_runs_out_of_memory_its_server_stops_by_itself() throws Exception {
        var child = ChildCemara.launch(data, "-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        assertThat(child.said()).isEqualTo("ready");
        var orphan = postmaster();
        child.fillMemory();
        orphan.onExit().get(2, TimeUnit.MINUTES);
        assertThat(child.status()).isEqualTo(3);
    }

    @Test
    void after_cemara_is_killed_with_its_guard_the_orphan_is_stopped_and_a_new_server_started() throws Exception {
        var child = ChildCemara.running(data);
        note(EmbeddedServer.running(data).orElseThrow(), "before the kill");
        var orphan = postmaster();
        child.killWithGuard();
        assertThat(orphan.isAlive()).isTrue();
        assertThat(EmbeddedServer.running(data)).isEmpty();

        try (var server = EmbeddedServer.start(data)) {
            ChildCemara.await(() -> !orphan.isAlive());
            assertThat(notes(server.access())).isEqualTo("before the kill");
        }
    }

    @Test
    void after_cemara_and_its_server_are_killed_the_next_start_recovers() throws Exception {
        var child = ChildCemara.running(data);
        note(EmbeddedServer.running(data).orElseThrow(), "before the kill");
        postmaster().destroyForcibly();
        child.kill();

        try (var server = EmbeddedServer.start(data)) {
            assertThat(notes(server.access())).isEqualTo("before the kill");
        }
    }

    @Test
    void after_a_kill_in_the_middle_of_initdb_the_database_is_made_anew() throws Exception {
        var child = ChildCemara.launch(data);
        ChildCemara.await(() -> Files.exists(data.resolve("postgres-unfinished/PG_VERSION")));
        child.kill();
        assertThat(data.resolve("postgres")).doesNotExist();

        try (var server = EmbeddedServer.start(data, THROW_AWAY)) {
            note(server.access(), "it works");
            assertThat(data.resolve("postgres-unfinished")).doesNotExist();
        }
    }

    @Test
    void after_a_kill_in_the_middle_of_unpacking_the_programs_are_unpacked_anew() throws Exception {
        data = temporary.resolve("without programs");
        var child = ChildCemara.launch(data);
        ChildCemara.await(() -> Files.exists(data.resolve("postgres-bin/unfinished/bin")));
        child.kill();

        try (var server = EmbeddedServer.start(data, THROW_AWAY)) {
            note(server.access(), "it works");
            assertThat(data.resolve("postgres-bin/unfinished")).doesNotExist();
        }
    }

    @Test
    void after_a_kill_between_initdb_and_the_roles_these_are_made_at_the_next_start() throws Exception {
        try (var server = EmbeddedServer.start(data, THROW_AWAY)) {
            ExtraDatabases.drop(server, "cemara");
            try (var superuser = DriverManager.getConnection(
                            server.access("postgres").url(),
                            "postgres",
                            Files.readString(data.resolve("secrets/postgres")).strip());
                    var statement = superuser.createStatement()) {
                statement.execute("drop role cemara_owner, cemara_app");
            }
        }
        Files.delete(data.resolve("secrets/cemara_app"));
        try (var server = EmbeddedServer.start(data, THROW_AWAY)) {
            note(server.access(), "it works");
        }
    }

    @Test
    void a_stale_process_number_that_another_process_bears_by_now_does_no_harm() throws Exception {
        try (var server = EmbeddedServer.start(data, THROW_AWAY)) {
            note(server.access(), "before");
        }
        Files.writeString(
                data.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n0\n5432\n");
        try (var server = EmbeddedServer.start(data, THROW_AWAY)) {
            assertThat(notes(server.access())).isEqualTo("before");
        }
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static void note(DatabaseAccess access, String text) throws SQLException {
        try (var owner = owner(access);
                var statement = owner.createStatement()) {
            statement.execute("create table notes (note text)");
            statement.execute("insert into notes values ('%s')".formatted(text));
        }
    }

    private static String notes(DatabaseAccess access) throws SQLException {
        try (var owner = owner(access);
                var statement = owner.createStatement();
                var rows = statement.executeQuery("select string_agg(note, ', ' order by note) from notes")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection owner(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
    }
}
