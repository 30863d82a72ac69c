package id.cemara.shell;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rate limit against guessing. Each key has a number of failed tries that refill over time, so nobody is
/// locked out for good. Kept in memory, separately on each node.
public final class TryBudget {

    /// The number of keys kept; the least recently used is evicted. A flood from many addresses evicts keys
    /// and does not exhaust memory.
    private static final int MOST = 50_000;

    private final int tries;
    private final Duration refill;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /// @param refill the time in which one try is regained
    public TryBudget(int tries, Duration refill) {
        this.tries = tries;
        this.refill = refill;
    }

    /// Takes one try.
    ///
    /// @return the time to wait when none is left; empty when one was taken
    public Optional<Duration> take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// The time to wait for the next try; empty when one is available.
    public Optional<Duration> needsToWait(String key) {
        var probe = bucket(key).estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// Gives back a try that turned out to be legitimate.
    public void giveBack(String key) {
        bucket(key).addTokens(1);
    }

    private Bucket bucket(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    key,
                    unused -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(tries).refillGreedy(1, refill))
                            .build());
        }
    }

    /// The part of an address that counts: for IPv6 the first 64 bits, because one subscriber has all the
    /// rest.
    public static String place(String address) {
        String[] parts = address.split(":", -1);
        return parts.length == 8 ? String.join(":", List.of(parts).subList(0, 4)) : address;
    }

    /// The wait in whole seconds, rounded up, at least one.
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
