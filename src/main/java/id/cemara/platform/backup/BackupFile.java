package id.cemara.platform.backup;

import id.cemara.platform.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads a backup. Entries are looked up by the names in its manifest; a name is never used as a file path.
final class BackupFile implements AutoCloseable {

    static final String MANIFEST = "manifest.json";

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private BackupFile(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        this.manifest = readManifest();
    }

    /// Opens the file and reads its manifest.
    ///
    /// @throws CannotStart when it is not a backup, or has a format that this version cannot read
    static BackupFile open(Path path) {
        Path file = path.toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new CannotStart("There is no file " + file + ": name the backup to restore.");
        }
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new BackupFile(file, zip);
        } catch (IOException | IllegalArgumentException e) {
            close(zip);
            throw damaged(file, String.valueOf(e.getMessage()), e);
        } catch (CannotStart e) {
            close(zip);
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    Path path() {
        return file;
    }

    /// Reads every entry once and refuses the backup when one is missing or altered.
    void verify() {
        try {
            for (Manifest.Table table : manifest.tables()) {
                read(table.entry(), table.sha256(), (bytes, length) -> {});
            }
            for (String hash : manifest.files()) {
                readFile(hash, (bytes, length) -> {});
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e); // cannot happen: nothing is written
        }
    }

    /// Streams a table's rows to the sink, and checks them against the manifest's SHA-256 at the end.
    void readTable(Manifest.Table table, Sink sink) throws IOException, SQLException {
        read(table.entry(), table.sha256(), sink);
    }

    /// Streams a stored file to the sink, and checks its hash at the end.
    void readFile(String hash, Sink sink) throws IOException, SQLException {
        if (!isHash(hash)) {
            throw damaged("it names a stored file " + hash);
        }
        read(Manifest.fileEntry(hash), hash, sink);
    }

    static boolean isHash(String name) {
        return name.matches("[0-9a-f]{64}");
    }

    @Override
    public void close() {
        close(zip);
    }

    private void read(String name, String sha256, Sink sink) throws IOException, SQLException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (InputStream in = open(name)) {
            byte[] buffer = new byte[Backup.BUFFER];
            for (int length = next(in, buffer, name); length >= 0; length = next(in, buffer, name)) {
                digest.update(buffer, 0, length);
                sink.accept(buffer, length);
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw damaged("the content of " + name + " was changed");
        }
    }

    private InputStream open(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw damaged(name + " is missing");
        }
        try {
            return zip.getInputStream(entry);
        } catch (IOException e) {
            throw damaged(file, name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private int next(InputStream in, byte[] buffer, String name) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw damaged(file, name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The manifest has no SHA-256, so the ZIP checksum protects it; Java verifies that only on request.
    private Manifest readManifest() throws IOException {
        ZipEntry entry = zip.getEntry(MANIFEST);
        if (entry == null) {
            throw new CannotStart(file + " is not a backup of Cemara: it has no manifest.");
        }
        byte[] text;
        try (InputStream in = zip.getInputStream(entry)) {
            text = in.readAllBytes();
        }
        var checksum = new CRC32();
        checksum.update(text);
        if (checksum.getValue() != entry.getCrc()) {
            throw damaged("the manifest was changed");
        }
        try {
            Manifest read = JsonMapper.builder().build().readValue(text, Manifest.class);
            if (read.format() != Manifest.FORMAT) {
                throw new CannotStart(("The backup %s has format %d, which only a newer Cemara than this one reads: "
                                + "restore it with version %s or later.")
                        .formatted(file, read.format(), read.writtenBy()));
            }
            return read;
        } catch (JacksonException e) {
            throw damaged(file, "the manifest cannot be read", e);
        }
    }

    private CannotStart damaged(String what) {
        return new CannotStart(sentence(file, what));
    }

    private static CannotStart damaged(Path file, String what, Exception cause) {
        return new CannotStart(sentence(file, what), cause);
    }

    private static String sentence(Path file, String what) {
        return "The backup %s is damaged (%s): use another copy of it, or an older backup.".formatted(file, what);
    }

    private static void close(@org.jspecify.annotations.Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            // The file was only read.
        }
    }

    /// Receives content in pieces; the buffer is reused after each call.
    interface Sink {
        void accept(byte[] buffer, int length) throws IOException, SQLException;
    }
}
