package id.cemara.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The application's clock, which is the database's. Days are counted in Asia/Jakarta, the zone of the
/// pilot province.
@Configuration(proxyBeanMethods = false)
public class TimeConfiguration {

    public static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    @Bean
    DatabaseTime databaseTime(DataSource dataSource) {
        return new DatabaseTime(InstantSource.system(), dataSource);
    }

    @Bean
    Clock clock(Settings settings, DatabaseTime time) {
        Clock real = time.withZone(ZONE);
        if (settings.today() == null) {
            return real;
        }
        Instant noon = settings.today().atTime(12, 0).atZone(ZONE).toInstant();
        return Clock.offset(real, Duration.between(real.instant(), noon));
    }
}
