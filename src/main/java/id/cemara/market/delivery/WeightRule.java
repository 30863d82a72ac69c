package id.cemara.market.delivery;

import org.jspecify.annotations.Nullable;

/// How a courier turns what is sent into the kilograms it charges. Exact: whole grams and cubic millimetres, no
/// fractions.
///
/// @param minimumKg the least that is charged
/// @param toleranceGrams what exceeds whole kilograms by at most so much is not charged
/// @param volumetricDivisor so many cubic centimetres count as one kilogram; null when room is not looked at
public record WeightRule(
        int minimumKg, int toleranceGrams, @Nullable Integer volumetricDivisor) {

    private static final int GRAMS = 1000;

    public WeightRule {
        if (minimumKg < 1 || toleranceGrams < 0 || toleranceGrams >= GRAMS) {
            throw new IllegalArgumentException("no rule: " + minimumKg + " kg, " + toleranceGrams + " g");
        }
        if (volumetricDivisor != null && volumetricDivisor < 1) {
            throw new IllegalArgumentException("no divisor: " + volumetricDivisor);
        }
    }

    /// The kilograms that are charged for so much: the larger of weight and room, rounded as the courier does.
    ///
    /// @param load what all of it weighs and takes
    long kilograms(Load load) {
        long byWeight = rounded(load.grams(), 1);
        // mm3 / 1000 / divisor are kilograms, so mm3 / divisor are grams.
        long byRoom = volumetricDivisor == null ? 0 : rounded(load.cubicMillimetres(), volumetricDivisor);
        return Math.max(minimumKg, Math.max(byWeight, byRoom));
    }

    /// Whole kilograms of a weight that is given in parts of a gram.
    private long rounded(long amount, long partsOfAGram) {
        long kilogram = GRAMS * partsOfAGram;
        long rest = amount % kilogram;
        return amount / kilogram + (rest > toleranceGrams * partsOfAGram ? 1 : 0);
    }
}
