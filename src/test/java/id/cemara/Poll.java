package id.cemara;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for background work, at most two minutes.
public final class Poll {

    private Poll() {}

    /// Polls the condition until it is true.
    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited two minutes in vain");
            }
            try {
                Thread.sleep(Duration.ofMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
