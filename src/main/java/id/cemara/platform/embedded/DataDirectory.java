package id.cemara.platform.embedded;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DurableFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// The paths that the embedded server uses in the data directory.
public record DataDirectory(Path root) {

    /// Creates the directory if it is missing, and restricts it to its owner.
    static DataDirectory prepare(Path path) throws IOException {
        try {
            DurableFiles.makeFolder(path.toAbsolutePath());
        } catch (FileAlreadyExistsException e) {
            throw new CannotStart(
                    "%s is not a directory: choose another data directory.".formatted(path.toAbsolutePath()), e);
        }
        var directory = new DataDirectory(path.toRealPath());
        if (DurableFiles.POSIX) {
            directory.closeToOthers();
        }
        DurableFiles.makeFolder(directory.secrets());
        DurableFiles.makeFolder(directory.logs());
        DurableFiles.makeFolder(directory.binaries());
        return directory;
    }

    /// The directory without changing it; empty if it does not exist.
    static Optional<DataDirectory> existing(Path path) throws IOException {
        return Files.isDirectory(path) ? Optional.of(new DataDirectory(path.toRealPath())) : Optional.empty();
    }

    /// The database cluster. It has this name only once initdb has finished.
    Path cluster() {
        return root.resolve("postgres");
    }

    /// Where initdb works. A leftover of a killed start may be deleted.
    Path unfinishedCluster() {
        return root.resolve("postgres-unfinished");
    }

    Path binaries() {
        return root.resolve("postgres-bin");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path lockFile() {
        return root.resolve("lock");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path passwordFile(String login) {
        return secrets().resolve(login);
    }

    /// The stored password of a log-in; empty if it has none yet.
    Optional<String> password(String login) throws IOException {
        Path file = passwordFile(login);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /// Generates a random password and stores it for later starts.
    String newPassword(String login) throws IOException {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        DurableFiles.write(passwordFile(login), password + "\n");
        return password;
    }

    /// Turns an I/O error about this directory into a sentence for the operator.
    CannotStart refusal(String reason, Exception cause) {
        return refusal(root, reason, cause);
    }

    public static CannotStart refusal(Path root, String reason, Exception cause) {
        String said = reason.toLowerCase(Locale.ROOT);
        if (said.contains("no space left") || said.contains("disk quota") || said.contains("not enough space")) {
            return new CannotStart(
                    ("The disk that holds %s is full: free some space (a first start needs about 350 MB) "
                                    + "and start again.")
                            .formatted(root),
                    cause);
        }
        if (said.contains("denied") || said.contains("not permitted") || said.contains("read-only")) {
            return new CannotStart(
                    ("The data directory %s cannot be written (%s): give it to the user who runs Cemara, "
                                    + "or choose another data directory.")
                            .formatted(root, reason),
                    cause);
        }
        return new CannotStart(
                "The data directory %s cannot be used (%s): mend that, or choose another data directory."
                        .formatted(root, reason),
                cause);
    }

    private void closeToOthers() throws IOException {
        var permissions = Files.getPosixFilePermissions(root);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new CannotStart(("Everybody may write to %s: choose a private folder as the data directory, for "
                            + "example a new one inside it.")
                    .formatted(root));
        }
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        if (!permissions.equals(ownerOnly)) {
            Files.setPosixFilePermissions(root, ownerOnly);
        }
    }
}
