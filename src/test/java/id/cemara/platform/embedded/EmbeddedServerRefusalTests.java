package id.cemara.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import id.cemara.platform.CannotStart;
import id.cemara.platform.ChildCemara;
import id.cemara.platform.UnpackedPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A refused start says in one sentence what happened and what to do.
class EmbeddedServerRefusalTests {

    @TempDir
    Path temporary;

    @Test
    void a_directory_in_use_is_refused_to_a_second_cemara() throws Exception {
        Path data = UnpackedPrograms.linkInto(temporary.resolve("data"));
        try (var ignored = EmbeddedServer.start(data, Map.of("fsync", "off"))) {
            String sentence = ("The data directory %s is in use by a Cemara that is running (process %d): stop that "
                            + "one, or start this one with another data directory.")
                    .formatted(data.toRealPath(), ProcessHandle.current().pid());
            try (var second = ChildCemara.launch(data)) {
                assertThat(second.said()).isEqualTo(sentence);
            }
            assertThatThrownBy(() -> EmbeddedServer.start(data))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(sentence);
            assertThat(EmbeddedServer.running(data)).isPresent();
            try (var third = ChildCemara.launch(data)) {
                assertThat(third.said()).as("the lock is still held").isEqualTo(sentence);
            }
        }
    }

    @Test
    void a_database_of_another_major_version_is_left_alone() throws Exception {
        Path cluster = Files.createDirectories(temporary.resolve("postgres"));
        Files.writeString(cluster.resolve("PG_VERSION"), "17\n");

        refused(temporary).hasMessageContaining("belongs to PostgreSQL 17, and this Cemara brings PostgreSQL 18");
        assertThat(cluster.resolve("PG_VERSION")).hasContent("17");
    }

    @Test
    void a_folder_that_holds_something_else_is_left_alone() throws Exception {
        Path precious = Files.createDirectories(temporary.resolve("postgres")).resolve("precious");
        Files.writeString(precious, "not ours");

        refused(temporary).hasMessageContaining("is not a complete PostgreSQL database");
        assertThat(precious).hasContent("not ours");
    }

    @Test
    void a_file_is_no_data_directory() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        refused(file).hasMessageContaining("is not a directory");
        refused(file.resolve("below")).hasMessageContaining("cannot be used");
    }

    @Test
    void a_directory_that_everybody_may_write_to_is_refused() throws Exception {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        refused(temporary).hasMessageContaining("choose a private folder");
    }

    @Test
    void a_read_only_directory_is_refused() throws Exception {
        assumeFalse(RunAs.isRoot(), "root may write everywhere");
        Path parent = Files.createDirectory(temporary.resolve("read-only"));
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
        refused(parent.resolve("data")).hasMessageContaining("cannot be written (permission denied");
    }

    @Test
    void a_full_disk_is_told_in_plain_words() {
        assertThat(DataDirectory.refusal(temporary, "x: No space left on device", new Exception()))
                .hasMessageContaining("is full: free some space");
    }

    @Test
    void lost_passwords_are_told_by_name() throws Exception {
        UnpackedPrograms.linkInto(temporary);
        EmbeddedServer.start(temporary, Map.of("fsync", "off")).close();
        Path password = temporary.resolve("secrets/postgres");
        Files.writeString(password, "wrong");
        refused(temporary).hasMessageContaining("does not open the database beside it");
        Files.delete(password);
        refused(temporary).hasMessageContaining("is missing: restore it");
        assertThat(temporary.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Path data) {
        return assertThatThrownBy(() -> EmbeddedServer.start(data)).isInstanceOf(CannotStart.class);
    }
}
