package id.cemara.platform.start;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLState;

/// Checks the database server's version before anything in it is changed.
public final class ServerVersion {

    /// The only major version that the migrations and queries are tested with.
    static final int MAJOR = 18;

    private ServerVersion() {}

    /// Connects as the owner and checks the version.
    ///
    /// @throws CannotStart when the server does not answer, refuses the log-in or has another major version
    static void verify(DatabaseAccess access) {
        try (Connection owner = DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword())) {
            verify(owner);
        } catch (SQLException e) {
            boolean isRefused = PSQLState.INVALID_PASSWORD.getState().equals(e.getSQLState())
                    || PSQLState.INVALID_AUTHORIZATION_SPECIFICATION.getState().equals(e.getSQLState());
            throw new CannotStart(
                    isRefused
                            ? ("The database server refuses the log-in %s (%s): check CEMARA_DATABASE_OWNER_USER and "
                                            + "CEMARA_DATABASE_OWNER_PASSWORD.")
                                    .formatted(access.ownerUser(), e.getMessage())
                            : ("The database server does not answer (%s): check that it runs and that "
                                            + "CEMARA_DATABASE_URL names it.")
                                    .formatted(e.getMessage()),
                    e);
        }
    }

    private static void verify(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        refusal(server.getDatabaseMajorVersion(), server.getDatabaseProductVersion())
                .ifPresent(sentence -> {
                    throw new CannotStart(sentence);
                });
    }

    /// The reason to refuse that version; empty when it is the right one.
    public static Optional<String> refusal(int major, String version) {
        return major == MAJOR
                ? Optional.empty()
                : Optional.of(
                        ("Cemara needs PostgreSQL %d, and the server that CEMARA_DATABASE_URL names is PostgreSQL "
                                        + "%s: name one of version %d. Nothing in that database was touched.")
                                .formatted(MAJOR, version, MAJOR));
    }
}
