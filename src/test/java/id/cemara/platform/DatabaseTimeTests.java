package id.cemara.platform;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Nodes whose local clocks differ use the same time.
@CemaraTest
class DatabaseTimeTests {

    /// Much longer than a query takes, and much shorter than the clocks differ.
    private static final TemporalUnitOffset CLOSE = Assertions.within(1, ChronoUnit.MINUTES);

    @Autowired
    private DataSource dataSource;

    @Autowired
    private DatabaseTime here;

    @Autowired
    private Settings settings;

    @Test
    void a_node_whose_clock_is_hours_off_has_the_same_time_as_the_others() {
        for (Duration wrong : new Duration[] {Duration.ofHours(5), Duration.ofDays(-400)}) {
            InstantSource machine = InstantSource.offset(InstantSource.system(), wrong);
            try (var there = new DatabaseTime(machine, dataSource)) {
                assertThat(there.instant()).as("%s", wrong).isCloseTo(here.instant(), CLOSE);
                Clock other = new TimeConfiguration().clock(settings, there);
                Clock same = new TimeConfiguration().clock(settings, here);
                assertThat(other.instant()).as("%s", wrong).isCloseTo(same.instant(), CLOSE);
                assertThat(other.getZone()).isEqualTo(same.getZone());
            }
        }
    }

    @Test
    void a_clock_that_was_set_is_right_again_after_the_next_measurement() throws SQLException {
        var wrong = new AtomicReference<>(Duration.ZERO);
        InstantSource machine = () -> Instant.now().plus(wrong.get());
        try (var time = new DatabaseTime(machine, dataSource)) {
            assertThat(time.instant()).isCloseTo(here.instant(), CLOSE);
            wrong.set(Duration.ofHours(-3));
            time.measure();
            assertThat(time.instant()).isCloseTo(here.instant(), CLOSE);
        }
    }
}
