package id.cemara.shell;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Gives memory back after a load, and after the sample was made. The collector that needs the least memory
/// returns some only in a full collection, and without need it makes none; so one is asked for, a fifth of a
/// second, when few requests come.
@Component
class HeapTrimmer {

    private static final long LOOK_MILLIS = 5_000;

    /// Fewer requests than these since the last look. What the processor does says less: on a starved machine
    /// it is little under the heaviest load.
    private static final long FEW = 200;

    /// With what lies beside the heap, this is a resident size below 400 MiB.
    private static final long ENOUGH_BYTES = 112L * 1024 * 1024;

    /// What may come on top of what the last collection left, so that one that gives nothing back is not
    /// repeated.
    private static final long MORE_BYTES = 24L * 1024 * 1024;

    private static final Duration BREAK = Duration.ofSeconds(15);

    private final RequestsAtWork atWork;
    private long requests;
    private long leftBytes;
    private long trimmedAt = System.nanoTime() - BREAK.toNanos();

    HeapTrimmer(RequestsAtWork atWork) {
        this.atWork = atWork;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void trimBeforeTheFirstRequest() {
        trimIfLarge();
    }

    @Scheduled(initialDelay = LOOK_MILLIS, fixedDelay = LOOK_MILLIS)
    void trimWhenQuiet() {
        long before = requests;
        requests = atWork.requests();
        if (requests - before < FEW && System.nanoTime() - trimmedAt >= BREAK.toNanos()) {
            trimIfLarge();
        }
    }

    private void trimIfLarge() {
        if (Runtime.getRuntime().totalMemory() > Math.max(ENOUGH_BYTES, leftBytes + MORE_BYTES)) {
            trimmedAt = System.nanoTime();
            System.gc();
            leftBytes = Runtime.getRuntime().totalMemory();
        }
    }
}
