package id.cemara.platform.jobs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import id.cemara.platform.DatabaseFault;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/// Condenses the queue's log while the database is down to one line at the beginning and one at the end.
/// The library would log a stack trace at each poll.
public final class QueueLog extends TurboFilter {

    private static final String LIBRARY = "com.github.kagkarlsson.";

    private final AtomicBoolean isWaiting = new AtomicBoolean();
    private final Consumer<String> lines;

    /// @param lines receives the condensed lines
    QueueLog(Consumer<String> lines) {
        this.lines = lines;
    }

    /// Starts filtering the library's stack traces.
    void begin() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.addTurboFilter(this);
        }
    }

    void end() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
            logging.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (failure == null
                || !logger.getName().startsWith(LIBRARY)
                || DatabaseFault.behind(failure).isEmpty()) {
            return FilterReply.NEUTRAL;
        }
        if (isWaiting.compareAndSet(false, true)) {
            lines.accept("Jobs and nightly work wait: the database does not answer or has no room.");
        }
        return FilterReply.DENY;
    }

    /// Notices the first successful poll.
    final class SuccessListener extends AbstractSchedulerListener {

        @Override
        public void onSchedulerEvent(SchedulerEventType event) {
            if (event == SchedulerEventType.RAN_EXECUTE_DUE && isWaiting.compareAndSet(true, false)) {
                lines.accept("Jobs and nightly work go on.");
            }
        }
    }
}
