package id.cemara.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The database as its owner sees it: no policy applies. For loading, generating, backup and restore, never for serving
/// a request.
public final class OwnerDatabase {

    private final DatabaseAccess access;

    OwnerDatabase(DatabaseAccess access) {
        this.access = access;
    }

    /// Does the work in one transaction of its own connection.
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

    /// Something to do as the owner; the connection closes, and rolls back what failed, by itself.
    public interface Work {
        void with(Connection connection) throws SQLException;
    }
}
