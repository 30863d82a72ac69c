package id.cemara.shell;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// How long one request may let the server wait for its body. Tomcat's own timeout begins anew with each
/// byte, so a byte a second would keep a thread and its buffers for ever.
final class BodyTime {

    /// What everybody gets; each byte that came through adds a millisecond, which asks for one kilobyte a second.
    static final Duration GRACE = Duration.ofSeconds(20);

    /// What everybody gets while many are sending.
    static final Duration SHORT_GRACE = Duration.ofSeconds(3);

    static final Duration MOST = Duration.ofMinutes(15);
    private static final long NANOS_A_BYTE = Duration.ofMillis(1).toNanos();

    private final LongSupplier clock;
    private final BooleanSupplier hurries;
    private long waited;
    private long bytes;
    private boolean isOver;

    /// @param clock nanoseconds since whenever
    /// @param hurries whether many are sending just now
    BodyTime(LongSupplier clock, BooleanSupplier hurries) {
        this.clock = clock;
        this.hurries = hurries;
    }

    /// Reads some, and gives the number of bytes, or less than none at the end.
    @FunctionalInterface
    interface Reading {
        int read() throws IOException;
    }

    int time(Reading reading) throws IOException {
        long begun = clock.getAsLong();
        int read;
        try {
            read = reading.read();
        } catch (SocketTimeoutException e) {
            isOver = true;
            throw e;
        }
        waited += clock.getAsLong() - begun;
        bytes += Math.max(0, read);
        Duration grace = hurries.getAsBoolean() ? SHORT_GRACE : GRACE;
        if (read >= 0 && waited > Math.min(grace.toNanos() + bytes * NANOS_A_BYTE, MOST.toNanos())) {
            isOver = true;
            throw new SocketTimeoutException("the caller is too slow");
        }
        return read;
    }

    /// Whether the caller took too long.
    boolean isOver() {
        return isOver;
    }
}
