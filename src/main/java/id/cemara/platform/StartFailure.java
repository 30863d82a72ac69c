package id.cemara.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the one sentence in a failed start that tells the operator what to do.
public final class StartFailure {

    /// A disk with less room than this is taken for full when the database on it fails: PostgreSQL writes its log in
    /// pieces of 16 MiB, and stops without naming the reason to its clients when the next one finds no room.
    private static final long FULL_BYTES = 16L << 20;

    private StartFailure() {}

    /// The sentence inside a failure; empty when it has none, which is a bug whose trace must be seen.
    ///
    /// @param dataDirectory where the embedded database is; null when it is not known
    public static Optional<CannotStart> sentence(Throwable failure, @Nullable Path dataDirectory) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart sentence) {
                return Optional.of(sentence);
            }
            if (cause instanceof SQLException sql && isOutOfRoom(sql, dataDirectory)) {
                return Optional.of(full(dataDirectory, sql));
            }
            if (cause instanceof IOException io
                    && String.valueOf(io.getMessage()).contains("No space left")) {
                return Optional.of(full(dataDirectory, io));
            }
        }
        return Optional.empty();
    }

    private static boolean isOutOfRoom(SQLException failure, @Nullable Path dataDirectory) {
        return DatabaseFault.NO_ROOM.equals(failure.getSQLState())
                || dataDirectory != null && freeBytes(dataDirectory) < FULL_BYTES;
    }

    /// Room on that disk; as if there were enough when it cannot be asked.
    private static long freeBytes(Path dataDirectory) {
        try {
            return Files.getFileStore(dataDirectory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static CannotStart full(@Nullable Path dataDirectory, Exception cause) {
        return dataDirectory == null
                ? new CannotStart("The disk of the database is full: free some space and start again.", cause)
                : DataDirectory.refusal(dataDirectory, "No space left on device", cause);
    }
}
