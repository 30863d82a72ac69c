package id.cemara;

import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.EmbeddedServer;
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

/// The databases of a test run: one throw-away cluster, in it a template for each [Content] that is migrated and filled
/// once, and a clone of a template for every context that asks.
public final class TestDatabases {

    /// The day every test takes for today.
    public static final String TODAY = "2026-11-24";

    /// What the sample accounts log in with.
    public static final String PASSWORD = "kata-sandi-uji";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Set<Content> READY = new HashSet<>();

    private TestDatabases() {}

    /// What a template holds beside the areas of Bengkulu.
    public enum Content {
        /// Nothing.
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

    /// A database of its own with that content.
    public static synchronized DatabaseAccess fresh(Content content) {
        try {
            EmbeddedServer server = Cluster.SERVER;
            if (!READY.contains(content)) {
                server.createDatabase(content.template(), null);
                fill(server.access(content.template()), content);
                READY.add(content);
            }
            return server.createDatabase("test_" + NUMBER.incrementAndGet(), content.template());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A database of its own without any schema, for tests of migrations.
    public static synchronized DatabaseAccess unmigrated() {
        try {
            return Cluster.SERVER.createDatabase("test_" + NUMBER.incrementAndGet(), null);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A connection of the owner to a database of its own with that content, in a transaction.
    public static Connection owner(Content content) throws SQLException {
        Connection owner = asOwner(fresh(content));
        owner.setAutoCommit(false);
        return owner;
    }

    /// A connection as the owner: no policy applies.
    public static Connection asOwner(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
    }

    /// A connection with the application's own log-in and nothing else: no Spring, no actor.
    public static Connection asApp(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.appUser(), access.appPassword());
    }

    /// The properties that let an application work on that database.
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

    /// Started when the first test asks for a database, stopped with the run.
    private static final class Cluster {

        static final EmbeddedServer SERVER = EmbeddedServer.start(
                folder().resolve("cluster"),
                // every context of the run keeps a pool, and some tests start further nodes beside them
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
            // After the applications are closed, which would otherwise wait for a server that is gone.
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

    /// Where this run keeps its cluster and the data directory of its applications.
    static Path folder() {
        return Path.of("target", "test-run-" + ProcessHandle.current().pid()).toAbsolutePath();
    }
}
