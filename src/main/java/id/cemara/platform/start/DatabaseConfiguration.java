package id.cemara.platform.start;

import com.zaxxer.hikari.HikariDataSource;
import id.cemara.platform.CannotStart;
import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.OwnerDatabase;
import id.cemara.platform.Settings;
import id.cemara.platform.StatementTimeout;
import id.cemara.platform.embedded.EmbeddedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Opens the database: the embedded one in the data directory, or the configured server.
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    OpenDatabase openDatabase(Settings settings) {
        return OpenDatabase.open(settings);
    }

    /// The pool for requests. It logs in as the app, to which the policies apply.
    @Bean
    @Primary
    DataSource dataSource(OpenDatabase database) throws SQLException {
        DatabaseAccess access = database.access();
        var pool = new HikariDataSource();
        pool.setPoolName("cemara");
        pool.setJdbcUrl(access.url());
        pool.setUsername(access.appUser());
        pool.setPassword(access.appPassword());
        // Larger than the number of concurrent requests (shell); the rest is for jobs and listeners.
        pool.setMaximumPoolSize(30);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(10_000);
        pool.setConnectionInitSql("set statement_timeout = '" + StatementTimeout.OF_A_REQUEST + "'");
        pool.addDataSourceProperty("ApplicationName", "cemara");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Error details quote the refused row; keep personal data out of messages and logs.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        return pool;
    }

    /// The data source for migrations. It logs in as the owner and opens connections only on demand.
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(OpenDatabase database) {
        return database.ownerDataSource();
    }

    @Bean
    FlywayConfigurationCustomizer appRolePlaceholder(OpenDatabase database) {
        return database.appRolePlaceholder();
    }

    @Bean
    OwnerDatabase ownerDatabase(OpenDatabase database) {
        return new OwnerDatabase(database.access());
    }

    /// The database of this process, with the embedded server if this process started it.
    public static final class OpenDatabase implements AutoCloseable {

        private final DatabaseAccess access;
        private final Runnable stop;
        private final boolean embedded;

        private OpenDatabase(DatabaseAccess access, Runnable stop, boolean embedded) {
            this.access = access;
            this.stop = stop;
            this.embedded = embedded;
        }

        static OpenDatabase embedded(EmbeddedServer server) {
            return new OpenDatabase(server.access(), server::close, true);
        }

        public static OpenDatabase server(DatabaseAccess access) {
            return new OpenDatabase(access, () -> {}, false);
        }

        /// Opens the configured server, or starts the embedded one, which is created if missing.
        public static OpenDatabase open(Settings settings) {
            return isServerNamed(settings) ? named(settings) : embedded(EmbeddedServer.start(settings.data()));
        }

        /// As [#open], for a command that runs beside the application: uses an embedded server that is
        /// already running, and does not create a missing data directory.
        public static OpenDatabase ofInstallation(Settings settings) {
            if (isServerNamed(settings)) {
                return named(settings);
            }
            return EmbeddedServer.running(settings.data())
                    .map(OpenDatabase::server)
                    .orElseGet(() -> {
                        if (!EmbeddedServer.isIn(settings.data())) {
                            throw new CannotStart("There is no database in " + settings.data()
                                    + ": name the data directory with --data, or the server in CEMARA_DATABASE_URL.");
                        }
                        return embedded(EmbeddedServer.start(settings.data()));
                    });
        }

        private static OpenDatabase named(Settings settings) {
            DatabaseAccess access = accessOf(settings);
            ServerVersion.verify(access);
            return server(access);
        }

        private static boolean isServerNamed(Settings settings) {
            String url = settings.database().url();
            return url != null && !url.isBlank();
        }

        private static DatabaseAccess accessOf(Settings settings) {
            Settings.Database server = settings.database();
            return new DatabaseAccess(
                    required(server.url(), "CEMARA_DATABASE_URL"),
                    required(server.owner().user(), "CEMARA_DATABASE_OWNER_USER"),
                    required(server.owner().password(), "CEMARA_DATABASE_OWNER_PASSWORD"),
                    required(server.app().user(), "CEMARA_DATABASE_APP_USER"),
                    required(server.app().password(), "CEMARA_DATABASE_APP_PASSWORD"));
        }

        private static String required(@Nullable String value, String name) {
            if (value == null || value.isBlank()) {
                throw new CannotStart("CEMARA_DATABASE_URL is set but " + name + " is not: set it and start again.");
            }
            return value;
        }

        DatabaseAccess access() {
            return access;
        }

        public boolean isEmbedded() {
            return embedded;
        }

        Connection openAsApp() throws SQLException {
            return java.sql.DriverManager.getConnection(access.url(), access.appUser(), access.appPassword());
        }

        /// Opens a new owner's connection on each request.
        DataSource ownerDataSource() {
            var owner = new PGSimpleDataSource();
            owner.setUrl(access.url());
            owner.setUser(access.ownerUser());
            owner.setPassword(access.ownerPassword());
            return owner;
        }

        /// Migrations do not create roles; they grant to this one. Its rights are verified again after
        /// migrating.
        FlywayConfigurationCustomizer appRolePlaceholder() {
            return flyway ->
                    flyway.placeholders(Map.of("appRole", '"' + access.appUser().replace("\"", "\"\"") + '"'));
        }

        public Connection openAsOwner() throws SQLException {
            return java.sql.DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
        }

        @Override
        public void close() {
            stop.run();
        }
    }
}
