package id.cemara.shell.errors;

import id.cemara.platform.DatabaseFault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Recognises failures that are outages, not bugs: the database is down, its disk is full, or a statement ran
/// into its timeout. Many requests fail at the same time then, so each kind is logged at most once a minute.
@Component
public class DatabaseOutages {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutages.class);
    private static final long BETWEEN_LINES_NANOS = 60_000_000_000L;

    private static final Map<DatabaseFault, String> LINES = Map.of(
            DatabaseFault.AWAY,
            "The database does not answer: pages say so with status 503 until it does.",
            DatabaseFault.DISK_FULL,
            "The disk of the database is full: nothing can be kept until there is room. Free some space.",
            DatabaseFault.CANCELLED,
            "A statement ran into its timeout and was cancelled: the log of the database says which.");

    private final Map<DatabaseFault, Long> saidAt = new EnumMap<>(DatabaseFault.class);

    /// The fault that caused a failure, logged here; empty for any other cause.
    public Optional<DatabaseFault> behind(Throwable failure) {
        Optional<DatabaseFault> fault = DatabaseFault.behind(failure);
        fault.ifPresent(this::tell);
        return fault;
    }

    private synchronized void tell(DatabaseFault fault) {
        long now = System.nanoTime();
        Long last = saidAt.get(fault);
        if (last == null || now - last > BETWEEN_LINES_NANOS) {
            saidAt.put(fault, now);
            LOG.error(LINES.get(fault));
        }
    }
}
