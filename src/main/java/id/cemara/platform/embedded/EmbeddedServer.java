package id.cemara.platform.embedded;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PSQLState;

/// The PostgreSQL server that comes with Cemara and runs in its data directory when no server is
/// configured.
///
/// Committed transactions survive the kill of any process at any moment: the next start stops an orphaned
/// server, completes unfinished steps and continues. Only one process at a time owns a data directory.
///
/// The caller must close it. There is no shutdown hook: hooks run concurrently, so it would stop the server
/// while other hooks still use it.
public final class EmbeddedServer implements AutoCloseable {

    private final DataDirectory directory;
    private final DirectoryLock lock;
    private final Cluster cluster;
    private final int port;
    private final EmbeddedServerWatch watch;
    private boolean closed;

    private EmbeddedServer(DataDirectory directory, DirectoryLock lock, Cluster cluster, int port) {
        this.directory = directory;
        this.lock = lock;
        this.cluster = cluster;
        this.port = port;
        this.watch = new EmbeddedServerWatch(cluster);
    }

    /// Starts the server of this data directory, creating it if missing.
    ///
    /// @throws CannotStart when the directory is in use or unusable
    public static EmbeddedServer start(Path dataDirectory) {
        return start(dataDirectory, Map.of());
    }

    /// As [#start], with server settings that extend or override Cemara's. Use `fsync=off` only for
    /// disposable data.
    public static EmbeddedServer start(Path dataDirectory, Map<String, String> settings) {
        try {
            var directory = DataDirectory.prepare(dataDirectory);
            var lock = DirectoryLock.take(directory.lockFile());
            try {
                return start(directory, lock, settings);
            } catch (Throwable e) {
                closeAfter(e, lock);
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw DataDirectory.refusal(dataDirectory.toAbsolutePath(), reason(e), e);
        }
    }

    /// Access to a server that is already running on this data directory, in this process or another.
    public static Optional<DatabaseAccess> running(Path dataDirectory) {
        try {
            var directory = DataDirectory.existing(dataDirectory);
            if (directory.isEmpty() || !DirectoryLock.isHeld(directory.get().lockFile())) {
                return Optional.empty();
            }
            var server = PostmasterFile.read(directory.get().cluster()).filter(PostmasterFile::ready);
            return server.isPresent()
                    ? Optional.of(access(directory.get(), server.get().port(), CemaraDatabase.NAME))
                    : Optional.empty();
        } catch (IOException e) {
            throw DataDirectory.refusal(dataDirectory.toAbsolutePath(), reason(e), e);
        }
    }

    /// Whether this data directory has a database, running or not. Creates nothing.
    public static boolean isIn(Path dataDirectory) {
        try {
            var directory = DataDirectory.existing(dataDirectory);
            return directory.isPresent() && Cluster.isIn(directory.get());
        } catch (IOException e) {
            throw DataDirectory.refusal(dataDirectory.toAbsolutePath(), reason(e), e);
        }
    }

    /// Access to the database `cemara`.
    public DatabaseAccess access() {
        return access(CemaraDatabase.NAME);
    }

    /// Access to another database of this server.
    public DatabaseAccess access(String database) {
        try {
            return access(directory, port, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Rolls back open transactions, stops the server, waits for its end and releases the data directory.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        watch.close();
        try (lock) {
            cluster.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not stop cleanly", e);
        }
    }

    private static EmbeddedServer start(DataDirectory directory, DirectoryLock lock, Map<String, String> settings)
            throws IOException {
        if (Cluster.isIn(directory)) {
            password(directory, Cluster.SUPERUSER); // fails early when the superuser's password is missing
        }
        Path home = Binaries.unpack(directory.binaries());
        var programs = Programs.in(home, directory);
        var cluster = new Cluster(directory, programs);
        cluster.clearRemains();
        Binaries.deleteAllBut(home);
        cluster.makeIfMissing(ServerSettings.throwAway(settings));
        var server = new EmbeddedServer(directory, lock, cluster, cluster.start(settings));
        try {
            server.prepareDatabase();
            server.watch.begin();
            return server;
        } catch (Throwable e) {
            closeAfter(e, server);
            throw e;
        }
    }

    private void prepareDatabase() throws IOException {
        String ownerPassword = passwordOrNew(CemaraDatabase.OWNER);
        String appPassword = passwordOrNew(CemaraDatabase.APP);
        try (Connection superuser = superuser()) {
            new CemaraDatabase(superuser).prepare(ownerPassword, appPassword);
        } catch (SQLException e) {
            if (PSQLState.INVALID_PASSWORD.getState().equals(e.getSQLState())) {
                throw new CannotStart(
                        ("The password in %s does not open the database beside it: restore that file from a "
                                        + "backup of the data directory.")
                                .formatted(directory.passwordFile(Cluster.SUPERUSER)),
                        e);
            }
            throw new CannotStart(
                    "The embedded PostgreSQL runs but its roles and database could not be prepared (%s): see %s."
                            .formatted(e.getMessage(), directory.logs()),
                    e);
        }
    }

    private String passwordOrNew(String login) throws IOException {
        var kept = directory.password(login);
        return kept.isPresent() ? kept.get() : directory.newPassword(login);
    }

    Connection superuser() throws SQLException {
        try {
            return DriverManager.getConnection(
                    url(port, "postgres"), Cluster.SUPERUSER, password(directory, Cluster.SUPERUSER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DatabaseAccess access(DataDirectory directory, int port, String database) throws IOException {
        return new DatabaseAccess(
                url(port, database),
                CemaraDatabase.OWNER,
                password(directory, CemaraDatabase.OWNER),
                CemaraDatabase.APP,
                password(directory, CemaraDatabase.APP));
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private static String password(DataDirectory directory, String login) throws IOException {
        return directory
                .password(login)
                .orElseThrow(() -> new CannotStart(
                        "The password file %s is missing: restore it from a backup of the data directory."
                                .formatted(directory.passwordFile(login))));
    }

    private static String reason(Exception e) {
        return e instanceof AccessDeniedException
                ? "permission denied: " + e.getMessage()
                : String.valueOf(e.getMessage());
    }

    private static void closeAfter(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}
