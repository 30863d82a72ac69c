package id.cemara.platform;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/// The operator's settings. Each is also an environment variable: `cemara.database.url` is
/// `CEMARA_DATABASE_URL`.
///
/// @param data the data directory: embedded database, stored files, secrets
/// @param database a PostgreSQL server to use instead of the embedded one
/// @param sample the Bengkulu sample
/// @param areas the administrative areas that a new database gets: `indonesia` or, for tests, `bengkulu`
/// @param today a fixed current date for demonstrations and tests; null for the real date
/// @param publicAddress the installation's public address
@ConfigurationProperties("cemara")
public record Settings(
        Path data,
        @DefaultValue Database database,
        @DefaultValue Sample sample,
        @DefaultValue("indonesia") String areas,
        @Nullable LocalDate today,
        @Name("public") @DefaultValue Public publicAddress) {

    public Settings {
        data = data.toAbsolutePath().normalize();
    }

    /// @param url JDBC address of a server; null for the embedded database
    /// @param owner the log-in that runs migrations and owns the tables
    /// @param app the application's log-in; neither superuser nor owner
    public record Database(
            @Nullable String url,
            @DefaultValue LogIn owner,
            @DefaultValue LogIn app) {

        public record LogIn(@Nullable String user, @Nullable String password) {

            @Override
            public String toString() {
                return "LogIn[" + user + "]";
            }
        }
    }

    /// @param mode `auto` loads the sample into a new embedded database, `on` into any new database, `off`
    ///     never
    /// @param seed of the random generator
    /// @param password of the sample accounts; null generates one
    public record Sample(
            @DefaultValue("auto") String mode,
            @DefaultValue("17") long seed,
            @Nullable String password) {

        @Override
        public String toString() {
            return "Sample[" + mode + ", " + seed + "]";
        }
    }

    /// @param url the absolute address used in links and required of forms as their origin; null for
    ///     localhost and the port
    public record Public(@Nullable String url) {}
}
