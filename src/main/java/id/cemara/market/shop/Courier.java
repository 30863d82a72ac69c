package id.cemara.market.shop;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A courier with its most recent weight rule.
///
/// @param notedOn the day from which the rule holds; null if none is known
/// @param minimumKg the least that is charged; null if unknown
/// @param toleranceGrams excess over whole kilograms that is not charged; null if unknown
/// @param volumetricDivisor cubic centimetres that count as one kilogram; null if volume is not charged
/// @param collectsCash whether it collects the buyer's cash at the door
/// @param source of the rule; null if none is known
public record Courier(
        String key,
        String name,
        @Nullable LocalDate notedOn,
        @Nullable Integer minimumKg,
        @Nullable Integer toleranceGrams,
        @Nullable Integer volumetricDivisor,
        boolean collectsCash,
        @Nullable String source) {

    /// The weight rule; empty unless minimum and tolerance are known, then buyers cannot choose this
    /// courier.
    public Optional<WeightRule> rule() {
        return minimumKg == null || toleranceGrams == null
                ? Optional.empty()
                : Optional.of(new WeightRule(minimumKg, toleranceGrams, volumetricDivisor));
    }
}
