package id.cemara.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one clock. Days are those of Asia/Jakarta, the zone of the pilot province.
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    @Bean
    Clock clock(Settings settings) {
        Clock real = Clock.system(ZONE);
        if (settings.today() == null) {
            return real;
        }
        Instant noon = settings.today().atTime(12, 0).atZone(ZONE).toInstant();
        return Clock.offset(real, Duration.between(real.instant(), noon));
    }
}
