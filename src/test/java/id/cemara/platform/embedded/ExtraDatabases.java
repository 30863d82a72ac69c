package id.cemara.platform.embedded;

import id.cemara.Rows;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Databases of an embedded server besides `cemara`, with the same two log-ins.
public final class ExtraDatabases {

    private ExtraDatabases() {}

    /// Creates a database, optionally as a copy of a template, which must have no open connections.
    public static DatabaseAccess create(EmbeddedServer server, String name, @Nullable String template)
            throws SQLException {
        try (Connection superuser = server.superuser()) {
            Rows.run(
                    superuser,
                    "create database %s owner cemara_owner template %s"
                            .formatted(name, template == null ? "template1" : template));
            new CemaraDatabase(superuser).letIn(name);
        }
        return server.access(name);
    }

    /// Drops a database and terminates its connections.
    static void drop(EmbeddedServer server, String name) throws SQLException {
        try (Connection superuser = server.superuser()) {
            Rows.run(superuser, "drop database %s with (force)".formatted(name));
        }
    }
}
