package id.cemara.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.TestDatabases.Content;
import id.cemara.platform.CannotStart;
import id.cemara.platform.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes of one database must share a file folder; otherwise the second refuses to start.
class FolderMarkTests {

    @TempDir
    Path temporary;

    @Test
    void a_second_node_starts_with_the_shared_folder_only() throws Exception {
        try (Connection owner = TestDatabases.owner(Content.EMPTY)) {
            Rows.run(owner, "delete from files.folder");
            node("a").load(owner);
            node("a").load(owner);
            assertThatThrownBy(() -> node("b").load(owner))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("shared folder")
                    .hasMessageContaining(temporary.resolve("b/files").toString());
            assertThat(temporary.resolve("b")).as("nothing is made there").doesNotExist();

            Files.createDirectory(temporary.resolve("c"));
            Files.createSymbolicLink(temporary.resolve("c/files"), temporary.resolve("a/files"));
            node("c").load(owner);
            owner.rollback();
        }
    }

    @Test
    void one_folder_may_serve_several_databases() throws Exception {
        for (Content content : Content.values()) {
            try (Connection owner = TestDatabases.owner(content)) {
                Rows.run(owner, "delete from files.folder");
                node("a").load(owner);
                node("a").load(owner);
                owner.rollback();
            }
        }
    }

    private FolderMark node(String data) {
        return new FolderMark(new Settings(
                temporary.resolve(data),
                new Settings.Database(null, nobody(), nobody()),
                new Settings.Sample("off", 17, null),
                "bengkulu",
                null,
                new Settings.Public(null)));
    }

    private static Settings.Database.LogIn nobody() {
        return new Settings.Database.LogIn(null, null);
    }
}
