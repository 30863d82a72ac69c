package id.cemara.market.shop;

import org.jspecify.annotations.Nullable;

/// Converts the weight and volume of a shipment into the kilograms that a courier charges. Exact integer
/// arithmetic in grams and cubic millimetres.
///
/// @param minimumKg the least that is charged
/// @param toleranceGrams excess over whole kilograms that is not charged
/// @param volumetricDivisor cubic centimetres that count as one kilogram; null if volume is not charged
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

    /// The kilograms charged: the larger of actual and volumetric weight, each rounded by the courier's
    /// tolerance, and at least the minimum.
    long kilograms(Load load) {
        long byWeight = rounded(load.grams(), 1);
        // Cubic millimetres / 1000 / divisor give kilograms, so cubic millimetres / divisor give grams.
        long byRoom = volumetricDivisor == null ? 0 : rounded(load.cubicMillimetres(), volumetricDivisor);
        return Math.max(minimumKg, Math.max(byWeight, byRoom));
    }

    /// Rounds a weight, given in fractions of a gram, to whole kilograms.
    private long rounded(long amount, long partsOfAGram) {
        long kilogram = GRAMS * partsOfAGram;
        long rest = amount % kilogram;
        return amount / kilogram + (rest > toleranceGrams * partsOfAGram ? 1 : 0);
    }
}
