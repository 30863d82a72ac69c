package id.cemara;

import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.embedded.EmbeddedServer;
import id.cemara.platform.embedded.ExtraDatabases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/// The databases of a test run: one disposable cluster, in it one template for each [Content], migrated and
/// filled once, and a clone of a template for every context.
public final class TestDatabases {

    /// The current date of all tests.
    public static final String TODAY = "2026-11-24";

    /// The password of the sample accounts.
    public static final String PASSWORD = "kata-sandi-uji";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<Content> READY = new HashSet<>();

    private TestDatabases() {}

    /// What a template holds in addition to the areas of Bengkulu.
    public enum Content {
        /// Only the areas.
        EMPTY("off"),
        /// The Bengkulu sample with seed 17, ending at [#TODAY].
        SAMPLE("on");

        private final String sampleMode;

        Content(String sampleMode) {
            this.sampleMode = sampleMode;
        }

        private String template() {
            return "template_" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Creates a database with that content.
    public static synchronized DatabaseAccess fresh(Content content) {
        try {
            EmbeddedServer server = Cluster.SERVER;
            if (!READY.contains(content)) {
                ExtraDatabases.create(server, content.template(), null);
                fill(server.access(content.template()), content);
                READY.add(content);
            }
            return ExtraDatabases.create(server, "test_" + NUMBER.incrementAndGet(), content.template());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Creates an empty database, for tests of migrations.
    public static synchronized DatabaseAccess unmigrated() {
        try {
            return ExtraDatabases.create(Cluster.SERVER, "test_" + NUMBER.incrementAndGet(), null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Creates a database with that content and opens a transaction as its owner.
    public static Connection owner(Content content) throws SQLException {
        Connection owner = asOwner(fresh(content));
        owner.setAutoCommit(false);
        return owner;
    }

    /// Connects as the owner, who is exempt from policies.
    public static Connection asOwner(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
    }

    /// Connects with the application's log-in, without an actor.
    public static Connection asApp(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.appUser(), access.appPassword());
    }

    /// The properties for running an application on that database.
    public static List<String> properties(DatabaseAccess access) {
        return List.of(
                "cemara.database.url=" + access.url(),
                "cemara.database.owner.user=" + access.ownerUser(),
                "cemara.database.owner.password=" + access.ownerPassword(),
                "cemara.database.app.user=" + access.appUser(),
                "cemara.database.app.password=" + access.appPassword(),
                "cemara.data=" + folder().resolve("data"),
                "server.shutdown=immediate",
                "cemara.areas=bengkulu",
                "cemara.today=" + TODAY,
                "cemara.sample.password=" + PASSWORD);
    }

    /// Started by the first test that needs a database, stopped at the end of the run.
    private static final class Cluster {

        static final EmbeddedServer SERVER = EmbeddedServer.start(
                folder().resolve("cluster"),
                // Every context keeps a connection pool, and some tests start additional nodes.
                Map.of(
                        "fsync",
                        "off",
                        "synchronous_commit",
                        "off",
                        "full_page_writes",
                        "off",
                        "max_connections",
                        "200"));

        static {
            // Stop after the applications, which would otherwise wait for a server that is gone.
            SpringApplication.getShutdownHandlers().add(TestDatabases::stop);
        }
    }

    private static void fill(DatabaseAccess access, Content content) {
        List<String> arguments = new ArrayList<>();
        properties(access).forEach(property -> arguments.add("--" + property));
        arguments.add("--cemara.sample.mode=" + content.sampleMode);
        var application = new SpringApplication(Cemara.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.run(arguments.toArray(String[]::new)).close();
    }

    private static void stop() {
        Cluster.SERVER.close();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The folder of this run's cluster and its applications' data directory.
    static Path folder() {
        return Path.of("target", "test-run-" + ProcessHandle.current().pid()).toAbsolutePath();
    }
}
