package id.cemara.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// The installation's secrets: small files readable only by the process's user.
public final class Secrets {

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Path directory;

    public Secrets(Path directory) {
        this.directory = directory;
    }

    public Path path(String name) {
        return directory.resolve(name);
    }

    /// The stored secret. If missing, generates one of letters and digits that are not easily confused.
    public String keptOrGenerated(String name, int length) {
        Path file = path(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file).strip();
            }
            var secret = new StringBuilder(length);
            var random = new SecureRandom();
            for (int i = 0; i < length; i++) {
                secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            DurableFiles.makeFolder(directory);
            DurableFiles.write(file, secret.toString());
            return secret.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret " + file + " can be neither read nor written", e);
        }
    }
}
