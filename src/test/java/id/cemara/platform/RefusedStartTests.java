package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Cemara;
import id.cemara.platform.DatabaseConfiguration.OpenDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
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
    void a_server_that_does_not_answer_is_told() {
        var login = new Settings.Database.LogIn("somebody", "x");
        var settings = new Settings(
                data,
                new Settings.Database("jdbc:postgresql://127.0.0.1:1/cemara", login, login),
                new Settings.Sample("off", 17, null),
                "bengkulu",
                null,
                new Settings.Public(null));
        assertThatThrownBy(() -> OpenDatabase.open(settings))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining("CEMARA_DATABASE_URL");
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
