package id.cemara.platform.start;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DatabaseFault;
import id.cemara.platform.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// Finds the sentence for the operator in a failed start.
public final class StartFailure {

    /// Below this much free space a database failure is attributed to a full disk: PostgreSQL allocates its
    /// write-ahead log in segments of 16 MiB, and stops without telling clients why when the next one does
    /// not fit.
    private static final long FULL_BYTES = 16L << 20;

    /// Raised by `db/migration/__root/beforeMigrate.sql` with a sentence.
    private static final String OLDER_THAN_SQUASHED = "CM001";

    private StartFailure() {}

    /// The sentence for the operator; empty when the failure is a bug whose stack trace must be shown.
    ///
    /// @param dataDirectory of the embedded database; null when unknown
    public static Optional<CannotStart> sentence(Throwable failure, @Nullable Path dataDirectory) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart sentence) {
                return Optional.of(sentence);
            }
            if (cause instanceof PSQLException refusal && OLDER_THAN_SQUASHED.equals(refusal.getSQLState())) {
                return Optional.of(new CannotStart(
                        Objects.requireNonNull(refusal.getServerErrorMessage()).getMessage(), refusal));
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

    /// The free space of that disk; `Long.MAX_VALUE` when it cannot be determined.
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
