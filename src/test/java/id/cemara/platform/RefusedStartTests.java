package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Cemara;
import id.cemara.platform.embedded.DirectoryLock;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import id.cemara.platform.start.ServerVersion;
import id.cemara.platform.start.StartFailure;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// A start that is refused says why in one sentence and changes nothing.
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTests {

    @TempDir
    Path data;

    @Test
    void a_server_of_another_version_is_refused() {
        assertThat(ServerVersion.refusal(18, "18.6")).isEmpty();
        for (int major : new int[] {15, 17, 19}) {
            assertThat(ServerVersion.refusal(major, major + ".1"))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .contains("needs PostgreSQL 18", "is PostgreSQL " + major + ".1", "Nothing")
                            .doesNotContain("\n"));
        }
    }

    @Test
    void a_start_on_a_server_of_another_version_asks_it_nothing() throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<byte[]> asked = thread.submit(() -> greeted(listening, "15.20"));
            Settings settings = named("jdbc:postgresql://127.0.0.1:" + listening.getLocalPort()
                    + "/cemara?sslmode=disable&assumeMinServerVersion=9.0");
            assertThatThrownBy(() -> OpenDatabase.open(settings))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is PostgreSQL 15.20");
            assertThat(asked.get()).as("only that it hangs up").containsExactly('X', 0, 0, 0, 4);
        }
    }

    /// Accepts the next connection as a server of that version does, and returns what the client sends after it.
    private static byte[] greeted(ServerSocket listening, String version) throws IOException {
        try (Socket caller = listening.accept()) {
            var in = new DataInputStream(caller.getInputStream());
            in.skipNBytes(in.readInt() - Integer.BYTES); // the startup message
            var out = new DataOutputStream(caller.getOutputStream());
            out.writeByte('R'); // authentication ok
            out.writeInt(8);
            out.writeInt(0);
            for (String setting : List.of(
                    "server_version\0" + version + '\0',
                    "client_encoding\0UTF8\0",
                    "integer_datetimes\0on\0",
                    "standard_conforming_strings\0on\0")) {
                out.writeByte('S');
                out.writeInt(Integer.BYTES + setting.length());
                out.writeBytes(setting);
            }
            out.writeByte('Z'); // ready for query
            out.writeInt(5);
            out.writeByte('I');
            return in.readAllBytes();
        }
    }

    @Test
    void a_server_that_does_not_answer_is_told() {
        Settings settings = named("jdbc:postgresql://127.0.0.1:1/cemara");
        assertThatThrownBy(() -> OpenDatabase.open(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("CEMARA_DATABASE_URL");
    }

    private Settings named(String url) {
        var login = new Settings.Database.LogIn("somebody", "x");
        return new Settings(
                data,
                new Settings.Database(url, login, login),
                new Settings.Sample("off", 17, null),
                "bengkulu",
                null,
                new Settings.Public(null));
    }

    @Test
    void a_data_directory_that_is_in_use_is_told_in_one_sentence_without_a_trace(CapturedOutput output)
            throws IOException {
        try (var running = DirectoryLock.take(data.resolve("lock"))) {
            var second = new SpringApplication(Cemara.class);
            second.setLogStartupInfo(false);
            assertThatThrownBy(() -> second.run("--cemara.data=" + data, "--server.port=0"))
                    .satisfies(failure -> assertThat(StartFailure.sentence(failure, data))
                            .hasValueSatisfying(sentence -> assertThat(sentence)
                                    .hasMessageContaining("is in use by a Cemara that is running")));
            assertThat(running).isNotNull();
        }
        assertThat(output).doesNotContain("\tat ", "Exception");
    }

    @Test
    void a_disk_that_fills_up_during_a_start_is_told_and_another_failure_is_not_hidden() {
        var full = new IllegalStateException("outer", new SQLException("could not extend file", "53100"));
        assertThat(StartFailure.sentence(full, data))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).hasMessageContaining("The disk that holds %s is full".formatted(data)));
        assertThat(StartFailure.sentence(full, null))
                .hasValueSatisfying(sentence -> assertThat(sentence).hasMessageContaining("is full"));
        assertThat(StartFailure.sentence(new IllegalStateException(new IOException("No space left on device")), data))
                .isPresent();
        assertThat(StartFailure.sentence(new IllegalStateException(new SQLException("syntax error", "42601")), data))
                .isEmpty();
    }
}
