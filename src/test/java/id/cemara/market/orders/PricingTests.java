package id.cemara.market.orders;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.market.orders.Pricing.PriceStep;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/// Prices by quantity, for any steps: exact, and never of a step that was not reached.
class PricingTests {

    @Property
    void the_price_is_that_of_the_highest_step_reached(
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long price,
            @ForAll("steps") List<PriceStep> steps,
            @ForAll @IntRange(min = 1, max = 100_000) int quantity) {
        long unit = Pricing.unitPrice(price, steps, quantity);
        int highest = steps.stream()
                .mapToInt(PriceStep::from)
                .filter(from -> from <= quantity)
                .max()
                .orElse(0);
        long expected = steps.stream()
                .filter(step -> step.from() == highest)
                .mapToLong(PriceStep::price)
                .findFirst()
                .orElse(price);
        assertThat(unit).isEqualTo(expected);
        assertThat(BigInteger.valueOf(Math.multiplyExact(unit, quantity)))
                .isEqualTo(BigInteger.valueOf(unit).multiply(BigInteger.valueOf(quantity)));
    }

    @Property
    void the_order_of_the_steps_does_not_matter(
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long price,
            @ForAll("steps") List<PriceStep> steps,
            @ForAll @IntRange(min = 1, max = 100_000) int quantity) {
        assertThat(Pricing.unitPrice(price, steps.reversed(), quantity))
                .isEqualTo(Pricing.unitPrice(price, steps, quantity));
    }

    @Provide
    Arbitrary<List<PriceStep>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(2, 100_000),
                        Arbitraries.longs().between(1, 1_000_000_000L))
                .as(PriceStep::new)
                .list()
                .ofMaxSize(8)
                .uniqueElements(PriceStep::from);
    }
}
