package id.cemara.identity;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Slows guessing. Each wrong try takes something from three budgets, which fill up again by themselves, so nobody is
/// ever locked out for good: that of the address, that of the name at this address, and that of the name at all places
/// where its owner never logged in before. Right passwords cost nothing. Kept in memory, so each node counts its own.
@Component
class LogInLimits {

    /// How many tries there are at once, and how long one takes to come back.
    private enum Budget {
        ADDRESS(20, Duration.ofSeconds(10)),
        NAME_AT_ADDRESS(5, Duration.ofSeconds(30)),
        NAME_ELSEWHERE(50, Duration.ofSeconds(12));

        private final int tries;
        private final Duration refill;

        Budget(int tries, Duration refill) {
            this.tries = tries;
            this.refill = refill;
        }

        private Bucket fresh() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(tries).refillGreedy(1, refill))
                    .build();
        }
    }

    /// More than this many are forgotten, the longest unused first. A flood from many addresses makes us
    /// forget, not fail.
    private static final int MOST = 50_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /// A try that was taken from the budgets; given back when the password was right.
    final class Try {

        private final List<Bucket> taken;

        private Try(List<Bucket> taken) {
            this.taken = taken;
        }

        void wasRight() {
            taken.forEach(bucket -> bucket.addTokens(1));
        }
    }

    /// Takes one try.
    ///
    /// @param isKnownPlace whether the account logged in from there before
    /// @throws TooManyTries when a budget is used up; nothing is taken then
    Try take(String username, String address, boolean isKnownPlace) {
        String place = network(address);
        List<Bucket> taken = new ArrayList<>();
        take(Budget.ADDRESS, place, taken);
        take(Budget.NAME_AT_ADDRESS, place + " " + username, taken);
        if (!isKnownPlace) {
            take(Budget.NAME_ELSEWHERE, username, taken);
        }
        return new Try(taken);
    }

    private void take(Budget budget, String key, List<Bucket> taken) {
        Bucket bucket = bucket(budget, key);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            taken.forEach(other -> other.addTokens(1));
            throw new TooManyTries(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        taken.add(bucket);
    }

    private Bucket bucket(Budget budget, String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(budget + " " + key, unused -> budget.fresh());
        }
    }

    /// Who has one IPv6 address has all of its first 64 bits.
    private static String network(String address) {
        String[] parts = address.split(":", -1);
        return parts.length == 8 ? String.join(":", List.of(parts).subList(0, 4)) : address;
    }
}
