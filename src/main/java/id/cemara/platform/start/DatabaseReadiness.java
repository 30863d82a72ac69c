package id.cemara.platform.start;

import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.SharedQuery;
import id.cemara.platform.start.DatabaseConfiguration.OpenDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Health of the database, part of `/readyz`. It checks over its own connection with its own timeouts, so a
/// busy pool is not reported as an outage and a dead server is detected within three seconds. Concurrent
/// checks share one query.
@Component("database")
class DatabaseReadiness implements HealthIndicator {

    private static final String LIMIT_SECONDS = "3";

    private final DatabaseAccess access;
    private final SharedQuery<Boolean> asking = new SharedQuery<>(this::answers);

    DatabaseReadiness(OpenDatabase database) {
        this.access = database.access();
    }

    @Override
    public Health health() {
        return asking.get() ? Health.up().build() : Health.down().build();
    }

    private boolean answers() {
        var properties = new Properties();
        properties.setProperty("user", access.appUser());
        properties.setProperty("password", access.appPassword());
        properties.setProperty("connectTimeout", LIMIT_SECONDS);
        properties.setProperty("loginTimeout", LIMIT_SECONDS);
        properties.setProperty("socketTimeout", LIMIT_SECONDS);
        properties.setProperty("ApplicationName", "cemara readiness");
        try (Connection connection = DriverManager.getConnection(access.url(), properties)) {
            return connection.isValid(Integer.parseInt(LIMIT_SECONDS));
        } catch (SQLException e) {
            return false;
        }
    }
}
