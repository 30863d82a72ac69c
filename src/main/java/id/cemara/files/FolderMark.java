package id.cemara.files;

import id.cemara.platform.CannotStart;
import id.cemara.platform.Settings;
import id.cemara.platform.start.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Checks at every start that the file folder belongs to the database. The first node of a database puts a
/// mark into its folder; a node whose folder lacks the mark is refused, because it would not find the files
/// of the others. A folder may hold the marks of several databases, because files are named by content.
@Component
class FolderMark implements ReferenceData {

    private final Path folder;

    FolderMark(Settings settings) {
        this.folder = settings.data().resolve("files");
    }

    /// @throws CannotStart when the database's files are in another folder
    @Override
    public void load(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select mark from files.folder")) {
            if (row.next()) {
                verify(row.getObject(1, UUID.class));
            } else {
                mark(owner);
            }
        }
    }

    private void verify(UUID mark) {
        if (!Files.exists(place(mark))) {
            throw new CannotStart(("The files of this database are in the folder of another node, and %s is not that "
                            + "folder: let both nodes use one shared folder, or copy the other's here with all in it. "
                            + "If it is lost for good, make an empty file %s and start again.")
                    .formatted(folder, place(mark)));
        }
    }

    /// The file is created before the row: a kill in between leaves only an unused mark.
    private void mark(Connection owner) throws SQLException {
        UUID mark = UUID.randomUUID();
        try {
            Files.createDirectories(place(mark).getParent());
            Files.createFile(place(mark));
        } catch (IOException e) {
            throw new CannotStart(
                    "The folder %s cannot be written (%s): give it to the user who runs Cemara.".formatted(folder, e),
                    e);
        }
        try (var row = owner.prepareStatement("insert into files.folder (mark) values (?)")) {
            row.setObject(1, mark);
            row.executeUpdate();
        }
    }

    private Path place(UUID mark) {
        return folder.resolve("databases").resolve(mark.toString());
    }
}
