package id.cemara.platform.embedded;

import id.cemara.platform.CannotStart;
import id.cemara.platform.DurableFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The database cluster in a data directory: creates it, starts and stops its server. The caller holds the
/// directory lock throughout.
final class Cluster {

    static final String SUPERUSER = "postgres";
    private static final String MAJOR_VERSION = "18";
    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    /// After a crash the server replays its write-ahead log first, which may take long.
    private static final String START_SECONDS = "600";

    private static final String FAST_STOP_SECONDS = "30";
    private static final String IMMEDIATE_STOP_SECONDS = "10";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Another process may take the chosen free port before the server binds it.
    private static final int PORT_ATTEMPTS = 3;

    private final DataDirectory directory;
    private final Programs programs;

    /// Null while the server does not run, or where there is no POSIX shell.
    private @Nullable OrphanGuard guard;

    Cluster(DataDirectory directory, Programs programs) {
        this.directory = directory;
        this.programs = programs;
    }

    /// Whether the directory holds a cluster that this version can start. An incomplete cluster, or one of
    /// another major version, is refused and not touched.
    static boolean isIn(DataDirectory directory) throws IOException {
        Path cluster = directory.cluster();
        if (!Files.exists(cluster)) {
            return false;
        }
        Path version = cluster.resolve("PG_VERSION");
        if (!Files.exists(version)) {
            throw new CannotStart(("%s is not a complete PostgreSQL database: move it away, or restore a backup into a "
                            + "new data directory.")
                    .formatted(cluster));
        }
        String major = Files.readString(version).strip();
        if (!major.equals(MAJOR_VERSION)) {
            throw new CannotStart(("The database in %s belongs to PostgreSQL %s, and this Cemara brings PostgreSQL %s: "
                            + "make a backup with the Cemara that made it, and restore that into a new data "
                            + "directory.")
                    .formatted(directory.root(), major, MAJOR_VERSION));
        }
        return true;
    }

    /// Creates the cluster unless it exists. initdb works under a temporary name and the result is renamed,
    /// so a cluster under its final name is always complete.
    void makeIfMissing(boolean throwAway) throws IOException {
        DurableFiles.deleteTree(directory.unfinishedCluster());
        if (isIn(directory)) {
            return;
        }
        directory.newPassword(SUPERUSER);
        programs.handOver(directory.secrets());
        var arguments = new ArrayList<>(List.of(
                "--pgdata=" + directory.unfinishedCluster(),
                "--username=" + SUPERUSER,
                "--pwfile=" + directory.passwordFile(SUPERUSER),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                // Same sorting on every machine: by code point, with Unicode letter classes as in Java.
                "--locale-provider=builtin",
                "--builtin-locale=PG_UNICODE_FAST",
                "--data-checksums",
                "--no-instructions"));
        if (throwAway) {
            arguments.add("--no-sync");
        }
        if (!programs.run("initdb", arguments.toArray(String[]::new))) {
            throw failure("make its database", programs.output("initdb"));
        }
        DurableFiles.move(directory.unfinishedCluster(), directory.cluster());
        log.info("Made the database cluster {}", directory.cluster());
    }

    /// Starts the server on a free local port, waits until it accepts connections, and returns the port.
    int start(Map<String, String> overrides) throws IOException {
        Path serverLog = directory.logs().resolve("postgres-start.log");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            ServerSettings.write(directory.cluster(), port, directory.logs(), overrides);
            if (starts(serverLog)) {
                return port;
            }
            if (attempt == PORT_ATTEMPTS || !lastWords(newestLog(serverLog)).contains("TCP/IP socket")) {
                throw failure("start", newestLog(serverLog));
            }
        }
    }

    /// Restarts a server that stopped by itself, on its previous port, where existing clients expect it.
    ///
    /// @throws CannotStart with the reason; the call may be repeated
    void startAgain() throws IOException {
        dropGuard();
        clearRemains();
        Path serverLog = directory.logs().resolve("postgres-start.log");
        if (!starts(serverLog)) {
            throw failure("start again", newestLog(serverLog));
        }
    }

    /// Whether the process named in `postmaster.pid` is alive and runs this directory's programs.
    boolean isRunning() throws IOException {
        return postmasterIsOurs();
    }

    private boolean starts(Path serverLog) throws IOException {
        programs.handOver(directory.cluster());
        Files.deleteIfExists(serverLog);
        boolean isStarted = programs.run(
                "pg_ctl",
                "start",
                "--pgdata=" + directory.cluster(),
                "--log=" + serverLog,
                "--wait",
                "--timeout=" + START_SECONDS,
                "--silent");
        if (isStarted) {
            guard();
        } else {
            stop();
        }
        return isStarted;
    }

    /// Stops the server and every other program of this directory, such as an orphaned server or an
    /// unfinished initdb: first a fast shutdown, which rolls back open transactions, at last by force. No
    /// committed transaction is lost either way.
    void stop() throws IOException {
        if (postmasterIsOurs() && !stop("fast", FAST_STOP_SECONDS)) {
            stop("immediate", IMMEDIATE_STOP_SECONDS);
        }
        if (!gone(Duration.ZERO)) {
            programs.running().forEach(ProcessHandle::destroy);
            if (!gone(PATIENCE)) {
                programs.running().forEach(ProcessHandle::destroyForcibly);
                if (!gone(PATIENCE)) {
                    throw new IOException("cannot be stopped: " + programs.running());
                }
            }
        }
        dropGuard();
    }

    private void dropGuard() {
        if (guard != null) {
            guard.close();
            guard = null;
        }
    }

    private void guard() throws IOException {
        var server = PostmasterFile.read(directory.cluster());
        if (DurableFiles.POSIX && server.isPresent()) {
            guard = OrphanGuard.of(server.get().pid());
        }
    }

    /// Removes the remains of a killed Cemara: its server, and a stale `postmaster.pid` whose process
    /// number may by now belong to another process.
    void clearRemains() throws IOException {
        List<ProcessHandle> remains = programs.running();
        if (!remains.isEmpty()) {
            log.warn("Stopping the database server of a Cemara that was killed: processes {}", remains);
            stop();
        }
        var stale = PostmasterFile.read(directory.cluster()).flatMap(file -> ProcessHandle.of(file.pid()));
        if (stale.flatMap(Programs::commandOf)
                .filter(command -> command.getFileName().toString().startsWith("postgres"))
                .isPresent()) {
            throw new CannotStart(
                    "A PostgreSQL that Cemara did not start (process %d) uses %s: stop it and start again."
                            .formatted(stale.get().pid(), directory.cluster()));
        }
        Files.deleteIfExists(PostmasterFile.in(directory.cluster()));
    }

    private boolean postmasterIsOurs() throws IOException {
        var file = PostmasterFile.read(directory.cluster());
        return file.isPresent()
                && programs.running().stream()
                        .anyMatch(process -> process.pid() == file.get().pid());
    }

    private boolean stop(String mode, String seconds) throws IOException {
        return programs.run(
                "pg_ctl",
                "stop",
                "--pgdata=" + directory.cluster(),
                "--mode=" + mode,
                "--wait",
                "--timeout=" + seconds,
                "--silent");
    }

    private boolean gone(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean gone = programs.running().isEmpty();
        while (!gone && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            gone = programs.running().isEmpty();
        }
        return gone;
    }

    private CannotStart failure(String what, Path messages) throws IOException {
        String reason = lastWords(messages);
        var cause = new IOException(reason);
        if (reason.matches("(?s).*(No space left|Disk quota|Permission denied|Read-only file system).*")) {
            return directory.refusal(reason, cause);
        }
        return new CannotStart(
                ("The embedded PostgreSQL could not %s (%s): see %s, or name a PostgreSQL 18 server in "
                                + "CEMARA_DATABASE_URL.")
                        .formatted(what, reason, messages),
                cause);
    }

    /// The most likely reason: the last error line, otherwise the last line.
    private static String lastWords(Path messages) throws IOException {
        List<String> lines = Files.exists(messages)
                ? new String(Files.readAllBytes(messages), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList()
                : List.of();
        return lines.reversed().stream()
                .filter(line -> line.matches(".*(FATAL|PANIC|error):.*"))
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .map(line -> line.replaceFirst("^.*(FATAL|PANIC|error): +", "").strip())
                .orElse("it left no message");
    }

    /// Once the server has opened its own log, its last messages are there.
    private Path newestLog(Path serverLog) throws IOException {
        try (Stream<Path> logs = Files.list(directory.logs())) {
            return logs.filter(file -> file.getFileName().toString().startsWith("postgres-"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElse(serverLog);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
