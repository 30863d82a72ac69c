package id.cemara.shell.requests;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/// Limits the total time that one request may keep the server waiting for its body. Tomcat's own timeout
/// restarts with each byte, so a client that sends one byte a second would keep a thread and its buffers
/// forever.
final class BodyTimeLimit {

    /// The basic allowance. Each received byte adds a millisecond, so a client must send about 1 KB a
    /// second.
    static final Duration GRACE = Duration.ofSeconds(20);

    /// The basic allowance while many clients send bodies.
    static final Duration SHORT_GRACE = Duration.ofSeconds(3);

    static final Duration MOST = Duration.ofMinutes(15);
    private static final long NANOS_A_BYTE = Duration.ofMillis(1).toNanos();

    private final LongSupplier clock;
    private final BooleanSupplier hurries;
    private long waited;
    private long bytes;
    private boolean isOver;

    /// @param clock in nanoseconds, from any origin
    /// @param hurries whether many clients are sending bodies now
    BodyTimeLimit(LongSupplier clock, BooleanSupplier hurries) {
        this.clock = clock;
        this.hurries = hurries;
    }

    /// Reads some bytes; returns their number, or a negative number at the end.
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

    /// Whether the time limit was exceeded.
    boolean isOver() {
        return isOver;
    }
}
