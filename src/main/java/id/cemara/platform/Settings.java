package id.cemara.platform;

import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/// What an operator may set. Each is also an environment variable: `cemara.database.url` is `CEMARA_DATABASE_URL`.
///
/// @param data the data directory: embedded database, stored files, secrets
/// @param database a PostgreSQL server to use in place of the embedded one
/// @param sample the Bengkulu sample
/// @param areas which administrative areas a new database gets: `indonesia` or, for tests, `bengkulu`
/// @param today the day the system takes for today, for demonstrations and tests; null for the real one
/// @param publicAddress how the world reaches this installation
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
    /// @param owner who runs migrations and owns the tables
    /// @param app who the application works as; neither superuser nor owner
    public record Database(
            @Nullable String url,
            @DefaultValue LogIn owner,
            @DefaultValue LogIn app) {

        /// One log-in of the database.
        public record LogIn(@Nullable String user, @Nullable String password) {

            @Override
            public String toString() {
                return "LogIn[" + user + "]";
            }
        }
    }

    /// @param mode `auto` loads it into a new embedded database, `on` into any new one, `off` never
    /// @param seed chooses the invented details
    /// @param password what sample accounts log in with; null generates one
    public record Sample(
            @DefaultValue("auto") String mode,
            @DefaultValue("17") long seed,
            @Nullable String password) {

        @Override
        public String toString() {
            return "Sample[" + mode + ", " + seed + "]";
        }
    }

    /// @param url the absolute address in links and the origin forms must come from; null for localhost and the port
    public record Public(@Nullable String url) {}
}
