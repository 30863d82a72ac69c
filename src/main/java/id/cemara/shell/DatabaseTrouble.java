package id.cemara.shell;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/// Knows the failures that are no bug: the database is away, or its disk is full. Every request meets them at the same
/// time, so the operator is told in one line a minute.
@Component
class DatabaseTrouble {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseTrouble.class);
    private static final long BETWEEN_LINES_NANOS = 60_000_000_000L;

    private final Map<Kind, Long> saidAt = new EnumMap<>(Kind.class);

    enum Kind {
        AWAY("The database does not answer: pages say so with status 503 until it does."),
        DISK_FULL("The disk of the database is full: nothing can be kept until there is room. Free some space.");

        private final String line;

        Kind(String line) {
            this.line = line;
        }
    }

    /// The trouble behind a failure, which the operator has been told of; empty when the failure is something else.
    Optional<Kind> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<Kind> kind = kind(sql);
                kind.ifPresent(this::tell);
                if (kind.isPresent()) {
                    return kind;
                }
            }
            // Over a connection that broke, the rollback fails too and hides what it was for.
            if (cause instanceof TransactionSystemException hiding && hiding.getOriginalException() != null) {
                Optional<Kind> kind = behind(hiding.getOriginalException());
                if (kind.isPresent()) {
                    return kind;
                }
            }
        }
        return Optional.empty();
    }

    /// By PostgreSQL's error codes: class 08 is a lost connection, 57P01 to 57P03 a server that stops or
    /// starts, 53100 a full disk. The pool reports its own failure to connect without one.
    private static Optional<Kind> kind(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals("53100")) {
            return Optional.of(Kind.DISK_FULL);
        }
        return failure instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P0")
                ? Optional.of(Kind.AWAY)
                : Optional.empty();
    }

    private synchronized void tell(Kind kind) {
        long now = System.nanoTime();
        Long last = saidAt.get(kind);
        if (last == null || now - last > BETWEEN_LINES_NANOS) {
            saidAt.put(kind, now);
            LOG.error(kind.line);
        }
    }
}
