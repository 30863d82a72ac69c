package id.cemara.shell;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Slows guessing. Each key has so many wrong tries at once, which come back by themselves, so nobody is ever locked
/// out for good. Kept in memory: each node counts its own.
public final class TryBudget {

    /// More keys than this are forgotten, the longest unused first. A flood from many addresses makes us
    /// forget, not fail.
    private static final int MOST = 50_000;

    private final int tries;
    private final Duration refill;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /// @param refill how long one try takes to come back
    public TryBudget(int tries, Duration refill) {
        this.tries = tries;
        this.refill = refill;
    }

    /// Takes one try.
    ///
    /// @return how long to wait when there is none; empty when it was taken
    public Optional<Duration> take(String key) {
        ConsumptionProbe probe = bucket(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// How long to wait for the next try; empty when there is one.
    public Optional<Duration> needsToWait(String key) {
        var probe = bucket(key).estimateAbilityToConsume(1);
        return probe.canBeConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /// Gives a try back that turned out not to be wrong.
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

    /// What an address counts as: who has one IPv6 address has all of its first 64 bits.
    public static String place(String address) {
        String[] parts = address.split(":", -1);
        return parts.length == 8 ? String.join(":", List.of(parts).subList(0, 4)) : address;
    }

    /// A wait in whole seconds, at least one.
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
