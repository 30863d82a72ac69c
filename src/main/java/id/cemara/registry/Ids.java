package id.cemara.registry;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/// UUIDs of version 7: they begin with a millisecond timestamp, so rows created together lie together in an
/// index.
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static UUID next(Clock clock) {
        long high = (clock.millis() << 16) | 0x7000L | (RANDOM.nextInt() & 0xfffL);
        long low = 0x8000000000000000L | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
