package id.cemara.platform.backup;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DurableFiles;
import id.cemara.platform.Settings;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/// Writes a consistent backup of the running installation into one ZIP file: every table in PostgreSQL's
/// COPY format, from one snapshot, and every stored file. The file gets its final name only when it is
/// complete and forced to disk.
///
/// Left out: sessions, tokens, running jobs and the secrets of the data directory.
public final class Backup {

    static final int BUFFER = 1 << 16;

    /// Makes COPY's text independent of the defaults of server and log-in. With `row_security` off, a
    /// policy that would hide rows raises an error instead.
    static final String PLAIN_TEXT_SETTINGS = """
            set local row_security = off;
            set local datestyle = 'ISO, YMD';
            set local intervalstyle = 'postgres';
            set local timezone = 'UTC';
            set local bytea_output = 'hex';
            set local extra_float_digits = 1;
            set local statement_timeout = 0;
            set local idle_in_transaction_session_timeout = 0
            """;

    private final Settings settings;

    public Backup(Settings settings) {
        this.settings = settings;
    }

    /// Writes the backup, readable only by its owner.
    ///
    /// @param replace whether an existing file may be overwritten
    /// @throws CannotStart with the reason when the backup cannot be completed; the partial file is deleted
    public BackupSummary write(Path file, boolean replace) {
        Path target = file.toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            throw new CannotStart(target + " is a folder: name the file to write the backup to.");
        }
        if (!replace && Files.exists(target)) {
            throw new CannotStart(
                    target + " is already there: choose another name, or allow with --force that it is replaced.");
        }
        Path folder = Objects.requireNonNull(target.getParent()); // only the root has no parent, and it is a folder
        if (!Files.isDirectory(folder)) {
            throw new CannotStart("The folder " + folder + " is not there: make it, and start again.");
        }
        try (OpenDatabase database = OpenDatabase.ofInstallation(settings);
                Connection owner = database.openAsOwner()) {
            return write(target, owner);
        } catch (SQLException e) {
            throw new CannotStart(
                    "No backup was written, because the database failed (" + e.getMessage()
                            + "): mend that, and start again.",
                    e);
        } catch (IOException e) {
            throw new CannotStart(
                    "No backup was written to " + target + " (" + e + "): mend that, or choose another place.", e);
        }
    }

    private BackupSummary write(Path target, Connection owner) throws SQLException, IOException {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (FileChannel channel = open(part)) {
            boolean done = false;
            try {
                var zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
                Manifest manifest = copy(owner, zip);
                zip.finish();
                zip.flush();
                channel.force(true);
                DurableFiles.move(part, target);
                done = true;
                return manifest.summary();
            } finally {
                if (!done) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    /// The file lock tells the leftover of a killed backup from one that is being written now.
    private static FileChannel open(Path part) throws IOException {
        FileChannel channel = DurableFiles.open(part);
        boolean ours = false;
        try {
            // The previous holder of the lock may just have renamed the file.
            ours = channel.tryLock() != null && Files.exists(part);
        } catch (OverlappingFileLockException e) {
            // This process is already writing it.
        } finally {
            if (!ours) {
                channel.close();
            }
        }
        if (!ours) {
            throw new CannotStart("Another backup is just writing " + part + ": wait for it, or choose another name.");
        }
        if (DurableFiles.POSIX) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        return channel.truncate(0);
    }

    private Manifest copy(Connection owner, ZipOutputStream zip) throws SQLException, IOException {
        DatabaseContent content = snapshot(owner);
        zip.setLevel(Deflater.BEST_SPEED);
        List<Manifest.Table> tables = new ArrayList<>();
        for (DatabaseContent.Table table : content.kept()) {
            tables.add(copy(owner, table, zip));
        }
        // Most stored files are pictures, which do not compress.
        zip.setLevel(Deflater.NO_COMPRESSION);
        List<String> files = copyFiles(zip);
        zip.setLevel(Deflater.BEST_SPEED);
        var manifest = new Manifest(
                Manifest.FORMAT, version(), now(owner), content.migrations(), tables, content.sequences(), files);
        zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
        zip.write(JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        zip.closeEntry();
        return manifest;
    }

    /// Starts the single transaction that reads everything. The tables are locked against DDL before the
    /// snapshot is taken: a table rewritten by a later migration would look empty to an older snapshot.
    private static DatabaseContent snapshot(Connection owner) throws SQLException {
        if (!DatabaseContent.isInstalled(owner)) {
            throw new CannotStart("This database holds no installation yet, so there is nothing to back up: start "
                    + "Cemara with it once.");
        }
        DatabaseContent before = DatabaseContent.read(owner);
        owner.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        owner.setReadOnly(true);
        owner.setAutoCommit(false);
        try (var statement = owner.createStatement()) {
            statement.execute(PLAIN_TEXT_SETTINGS);
            statement.execute("lock table "
                    + String.join(
                            ", ",
                            before.tables().stream()
                                    .map(DatabaseContent.Table::quoted)
                                    .toList())
                    + " in access share mode");
        }
        DatabaseContent content = DatabaseContent.read(owner);
        if (!content.tables().equals(before.tables())) {
            throw new CannotStart("The database is just being migrated to a newer version: start the backup again "
                    + "when Cemara is ready.");
        }
        return content;
    }

    private static Manifest.Table copy(Connection owner, DatabaseContent.Table table, ZipOutputStream zip)
            throws SQLException, IOException {
        var entry = new Manifest.Table(table.fullName(), table.columns(), 0, "");
        zip.putNextEntry(new ZipEntry(entry.entry()));
        MessageDigest digest = DigestUtils.getSha256Digest();
        long rows;
        try (var out = new BufferedOutputStream(new DigestOutputStream(new Shield(zip), digest), BUFFER)) {
            rows = owner.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy " + table.quotedWithColumns() + " to stdout", out);
        }
        zip.closeEntry();
        return new Manifest.Table(
                table.fullName(), table.columns(), rows, HexFormat.of().formatHex(digest.digest()));
    }

    /// Files are stored before the row that names them is committed, so every file named in the snapshot
    /// exists.
    private List<String> copyFiles(ZipOutputStream zip) throws IOException {
        Path root = settings.data().resolve("files");
        List<String> hashes = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return hashes;
        }
        for (Path folder : list(root)) {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                for (Path file : list(folder)) {
                    String hash = file.getFileName().toString();
                    if (BackupFile.isHash(hash)
                            && hash.startsWith(folder.getFileName().toString())
                            && copyFile(file, hash, zip)) {
                        hashes.add(hash);
                    }
                }
            }
        }
        return hashes;
    }

    private static boolean copyFile(Path file, String hash, ZipOutputStream zip) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            zip.putNextEntry(new ZipEntry(Manifest.fileEntry(hash)));
            in.transferTo(new DigestOutputStream(new Shield(zip), digest));
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            return false; // deleted since the folder was listed
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(hash)) {
            throw new CannotStart("The stored file " + file + " is damaged, for its content no longer fits its name: "
                    + "replace it from an older backup or delete it, and start again.");
        }
        return true;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        }
    }

    private static Instant now(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select now()")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    static String version() {
        var build = new Properties();
        try (InputStream in = Backup.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            // The version is informational only.
        }
        return build.getProperty("build.version", "unknown");
    }

    /// Closes an entry's stream without closing the ZIP file.
    private static final class Shield extends FilterOutputStream {

        Shield(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // The ZIP file stays open.
        }
    }
}
