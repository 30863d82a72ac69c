package id.cemara.platform;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Gives memory back after a load. The collector that needs the least memory returns some only in a full
/// collection, and without need it makes none; so one is asked for, a fifth of a second, once the machine is
/// quiet.
@Component
@ConditionalOnWebApplication
class HeapTrimmer {

    private static final long LOOK_MILLIS = 5_000;

    /// Enough for what is kept, and for the work of a quiet hour.
    private static final long ENOUGH_BYTES = 160L * 1024 * 1024;

    /// Less than half a processor since the last look.
    private static final long QUIET_NANOS = Duration.ofMillis(LOOK_MILLIS / 2).toNanos();

    private static final Duration BREAK = Duration.ofMinutes(1);

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long workedNanos;
    private long trimmedAt = System.nanoTime() - BREAK.toNanos();

    @Scheduled(initialDelay = LOOK_MILLIS, fixedDelay = LOOK_MILLIS)
    void trim() {
        long now = System.nanoTime();
        long worked = process.getProcessCpuTime();
        boolean isQuiet = worked - workedNanos < QUIET_NANOS;
        workedNanos = worked;
        if (isQuiet
                && now - trimmedAt >= BREAK.toNanos()
                && Runtime.getRuntime().totalMemory() > ENOUGH_BYTES) {
            trimmedAt = now;
            System.gc();
        }
    }
}
