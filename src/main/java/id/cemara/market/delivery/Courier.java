package id.cemara.market.delivery;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A courier and the newest that is known of how it weighs.
///
/// @param key its key
/// @param name its name
/// @param notedOn when that was written down; null while nothing is known
/// @param minimumKg the least that is charged; null while unknown
/// @param toleranceGrams what exceeds whole kilograms by at most so much is not charged; null while unknown
/// @param volumetricDivisor cubic centimetres that count as a kilogram; null when room is not looked at
/// @param collectsCash whether it takes the buyer's money at the door
/// @param source where that is from; null while nothing is known
public record Courier(
        String key,
        String name,
        @Nullable LocalDate notedOn,
        @Nullable Integer minimumKg,
        @Nullable Integer toleranceGrams,
        @Nullable Integer volumetricDivisor,
        boolean collectsCash,
        @Nullable String source) {

    /// How it weighs; empty while that is not wholly known, then nobody can choose it.
    public Optional<WeightRule> rule() {
        return minimumKg == null || toleranceGrams == null
                ? Optional.empty()
                : Optional.of(new WeightRule(minimumKg, toleranceGrams, volumetricDivisor));
    }
}
