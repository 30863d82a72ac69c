package id.cemara.files;

import id.cemara.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;

/// Stores files in the data directory. A file gets its name, the hash, only when it is complete and forced
/// to disk.
@Component
public class FileStore {

    private final Path directory;

    FileStore(Settings settings) {
        this.directory = settings.data().resolve("files");
    }

    /// Stores the content and returns its SHA-256 hash, 64 lower-case hexadecimal digits.
    ///
    /// @throws IOException when writing fails; nothing is stored then
    public String put(InputStream content) throws IOException {
        Files.createDirectories(directory);
        Path half = Files.createTempFile(directory, "half-", ".tmp");
        try {
            MessageDigest digest = DigestUtils.getSha256Digest();
            try (var in = new DigestInputStream(content, digest);
                    var out = java.nio.channels.FileChannel.open(half, java.nio.file.StandardOpenOption.WRITE)) {
                in.transferTo(java.nio.channels.Channels.newOutputStream(out));
                out.force(true);
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            Path place = place(hash);
            Files.createDirectories(place.getParent());
            Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
            return hash;
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /// The file with that hash; empty when there is none or the text is not a hash.
    public Optional<Path> find(String hash) {
        return hash.matches("[0-9a-f]{64}") ? Optional.of(place(hash)).filter(Files::isRegularFile) : Optional.empty();
    }

    private Path place(String hash) {
        return directory.resolve(hash.substring(0, 2)).resolve(hash);
    }
}
