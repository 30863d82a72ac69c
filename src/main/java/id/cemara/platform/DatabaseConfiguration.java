package id.cemara.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// Opens the database: the embedded one in the data directory, or the server that the settings name.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean(destroyMethod = "close")
    OpenDatabase openDatabase(Settings settings) {
        Settings.Database server = settings.database();
        if (server.url() == null || server.url().isBlank()) {
            return OpenDatabase.embedded(EmbeddedServer.start(settings.data()));
        }
        return OpenDatabase.server(new DatabaseAccess(
                server.url(),
                required(server.owner().user(), "CEMARA_DATABASE_OWNER_USER"),
                required(server.owner().password(), "CEMARA_DATABASE_OWNER_PASSWORD"),
                required(server.app().user(), "CEMARA_DATABASE_APP_USER"),
                required(server.app().password(), "CEMARA_DATABASE_APP_PASSWORD")));
    }

    private static String required(@org.jspecify.annotations.Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw new CannotStart("CEMARA_DATABASE_URL is set but " + name + " is not: set it and start again.");
        }
        return value;
    }

    /// What requests work with: the application's role, to which the policies apply.
    @Bean
    @Primary
    DataSource dataSource(OpenDatabase database) throws SQLException {
        DatabaseAccess access = database.access();
        var pool = new HikariDataSource();
        pool.setPoolName("cemara");
        pool.setJdbcUrl(access.url());
        pool.setUsername(access.appUser());
        pool.setPassword(access.appPassword());
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("ApplicationName", "cemara");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }

    /// What migrations work with: the owner's role, one connection when needed.
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(OpenDatabase database) {
        var owner = new PGSimpleDataSource();
        owner.setUrl(database.access().url());
        owner.setUser(database.access().ownerUser());
        owner.setPassword(database.access().ownerPassword());
        return owner;
    }

    @Bean
    OwnerDatabase ownerDatabase(OpenDatabase database) {
        return new OwnerDatabase(database.access());
    }

    /// Migrations create no roles; they grant to this one. The role is checked again after them.
    @Bean
    FlywayConfigurationCustomizer appRolePlaceholder(OpenDatabase database) {
        return flyway -> flyway.placeholders(Map.of(
                "appRole",
                '"' + Objects.requireNonNull(database.access().appUser()).replace("\"", "\"\"") + '"'));
    }

    /// The database this process works with, and the embedded server when it is its own.
    static final class OpenDatabase implements AutoCloseable {

        private final DatabaseAccess access;
        private final AutoCloseable server;
        private final boolean embedded;

        private OpenDatabase(DatabaseAccess access, AutoCloseable server, boolean embedded) {
            this.access = access;
            this.server = server;
            this.embedded = embedded;
        }

        static OpenDatabase embedded(EmbeddedServer server) {
            return new OpenDatabase(server.access(), server, true);
        }

        static OpenDatabase server(DatabaseAccess access) {
            return new OpenDatabase(access, () -> {}, false);
        }

        DatabaseAccess access() {
            return access;
        }

        boolean isEmbedded() {
            return embedded;
        }

        Connection openAsApp() throws SQLException {
            return java.sql.DriverManager.getConnection(access.url(), access.appUser(), access.appPassword());
        }

        @Override
        public void close() throws Exception {
            server.close();
        }
    }
}
