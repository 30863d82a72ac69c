package id.cemara.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The database with the owner's log-in, to which no policy applies. For loading, generating, backup and
/// restore; never for serving requests.
public final class OwnerDatabase {

    private final DatabaseAccess access;

    public OwnerDatabase(DatabaseAccess access) {
        this.access = access;
    }

    /// Runs the work in one transaction on its own connection.
    public void inTransaction(Work work) {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            work.with(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the owner's work on the database failed: " + e.getMessage(), e);
        }
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
    }

    /// Work as the owner; the caller closes the connection and rolls back on failure.
    public interface Work {
        void with(Connection connection) throws SQLException;
    }
}
