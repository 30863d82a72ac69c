package id.cemara.registry.sample;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/// Reproducible chance: the same seed and ordinal draw the same sequence on every machine.
final class Chance {

    private final SplittableRandom random;

    private Chance(long state) {
        this.random = new SplittableRandom(state);
    }

    /// A sequence of its own for each ordinal. The two are mixed, because sequences of neighbouring states overlap.
    static Chance of(long seed, long ordinal) {
        return new Chance(mixed(mixed(seed) + ordinal));
    }

    private static long mixed(long value) {
        long z = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return z ^ (z >>> 33);
    }

    /// A number from 0 up to, but not including, the bound.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// A number between two, both included.
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /// A day between two, both included. The first must not be after the last.
    LocalDate between(LocalDate first, LocalDate last) {
        return first.plusDays(below((int) ChronoUnit.DAYS.between(first, last) + 1));
    }

    /// Whether something that happens in so many cases of a hundred happens.
    boolean percent(double share) {
        return random.nextDouble() * 100 < share;
    }

    /// From 0 up to, but not including, 1.
    double fraction() {
        return random.nextDouble();
    }

    long bits() {
        return random.nextLong();
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /// Days until something happens that happens to so many of a hundred in a year, at least 30.
    int daysUntil(double percentAYear) {
        double years = -StrictMath.log(1 - random.nextDouble()) * 100 / percentAYear;
        return 30 + (int) Math.min(years * 365, 100_000);
    }

    /// Puts the list into a random order.
    <T> void shuffle(List<T> values) {
        for (int i = values.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            T kept = values.get(i);
            values.set(i, values.get(other));
            values.set(other, kept);
        }
    }
}
