package id.cemara.platform;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.springframework.transaction.TransactionSystemException;

/// A database failure that is an outage, not a bug.
public enum DatabaseFault {
    AWAY,
    DISK_FULL,
    CANCELLED;

    /// The SQLSTATE of a full disk; see "PostgreSQL Error Codes", class 53.
    public static final String NO_ROOM = "53100";

    /// The SQLSTATE of a statement that ran into its timeout or was cancelled by an operator.
    private static final String QUERY_CANCELED = "57014";

    /// The fault that caused a failure; empty for any other cause.
    public static Optional<DatabaseFault> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                Optional<DatabaseFault> fault = of(sql);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            // When a connection breaks, the rollback fails as well and hides the original exception.
            if (cause instanceof TransactionSystemException hiding && hiding.getOriginalException() != null) {
                Optional<DatabaseFault> fault = behind(hiding.getOriginalException());
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    /// Classifies by SQLSTATE: class 08 is a lost connection, 57P01 to 57P03 a server that stops or starts.
    /// The pool reports its own connection failures without a SQLSTATE.
    private static Optional<DatabaseFault> of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals(NO_ROOM)) {
            return Optional.of(DISK_FULL);
        }
        if (state.equals(QUERY_CANCELED)) {
            return Optional.of(CANCELLED);
        }
        return failure instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P0")
                ? Optional.of(AWAY)
                : Optional.empty();
    }
}
