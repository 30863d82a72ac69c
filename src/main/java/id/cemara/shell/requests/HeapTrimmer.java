package id.cemara.shell.requests;

import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Returns heap memory to the operating system after peak load and after loading the sample. The serial
/// collector shrinks the heap only in a full collection and runs none without need; this requests one
/// (about 0.2 s) when few requests arrive.
@Component
class HeapTrimmer {

    private static final long LOOK_MILLIS = 5_000;

    /// Requests since the last check that count as quiet. Processor load would tell less: on a throttled
    /// machine it is low under full load.
    private static final long FEW = 200;

    /// A heap of this size makes a resident size below 400 MiB.
    private static final long ENOUGH_BYTES = 112L * 1024 * 1024;

    /// The heap must have grown by this much since the last collection, so that an ineffective collection
    /// is not repeated.
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
