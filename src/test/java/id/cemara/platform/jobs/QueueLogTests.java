package id.cemara.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.spi.FilterReply;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// While the database is down the queue logs it once.
class QueueLogTests {

    private static final Exception AWAY = new IllegalStateException(new SQLException("gone", "08006"));

    private final List<String> said = new ArrayList<>();
    private final QueueLog log = new QueueLog(said::add);

    @Test
    void the_queue_says_once_that_it_waits_and_once_that_it_goes_on() {
        for (int look = 0; look < 3; look++) {
            assertThat(trace("com.github.kagkarlsson.scheduler.RunUntilShutdown", AWAY))
                    .isEqualTo(FilterReply.DENY);
        }
        log.new SuccessListener().onSchedulerEvent(SchedulerEventType.RAN_UPDATE_HEARTBEATS);
        assertThat(said).hasSize(1).first().asString().contains("wait: the database does not answer");
        log.new SuccessListener().onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
        log.new SuccessListener().onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
        assertThat(said).hasSize(2).last().asString().contains("go on");
    }

    @Test
    void bugs_of_the_library_and_failures_of_others_keep_their_traces() {
        assertThat(trace("com.github.kagkarlsson.scheduler.RunUntilShutdown", new IllegalStateException("a bug")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(trace("id.cemara.market.ordering.Orders", AWAY)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(said).isEmpty();
    }

    private FilterReply trace(String logger, Exception failure) {
        var library = (Logger) LoggerFactory.getLogger(logger);
        return log.decide(null, library, Level.ERROR, "Unhandled exception.", null, failure);
    }
}
