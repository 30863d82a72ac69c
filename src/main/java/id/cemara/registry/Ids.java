package id.cemara.registry;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/// Ids that begin with the time they were made at (UUID version 7), so that rows made together lie together.
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /// A new one.
    public static UUID next(Clock clock) {
        long high = (clock.millis() << 16) | 0x7000L | (RANDOM.nextInt() & 0xfffL);
        long low = 0x8000000000000000L | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
