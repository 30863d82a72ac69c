package id.cemara.market.orders;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.market.orders.Pricing.PriceStep;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Prices by quantity, for any steps: exact, and never of a step that was not reached.
class PricingTests {

    private static final int CASES = 1_000;

    @Test
    void the_price_is_that_of_the_highest_step_reached() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            long price = price(random);
            List<PriceStep> steps = steps(random);
            int quantity = quantity(random, steps);
            String of = "seed %d: %d of %d each, %s".formatted(seed, quantity, price, steps);
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
            assertThat(unit).as(of).isEqualTo(expected);
            assertThat(BigInteger.valueOf(Math.multiplyExact(unit, quantity)))
                    .as(of)
                    .isEqualTo(BigInteger.valueOf(unit).multiply(BigInteger.valueOf(quantity)));
        }
    }

    @Test
    void the_order_of_the_steps_does_not_matter() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            long price = price(random);
            List<PriceStep> steps = steps(random);
            int quantity = quantity(random, steps);
            assertThat(Pricing.unitPrice(price, steps.reversed(), quantity))
                    .as("seed %d: %d of %d each, %s", seed, quantity, price, steps)
                    .isEqualTo(Pricing.unitPrice(price, steps, quantity));
        }
    }

    private static long price(Random random) {
        return random.nextLong(1, 1_000_000_001L);
    }

    /// At most eight steps, each from another quantity.
    private static List<PriceStep> steps(Random random) {
        return random.ints(random.nextInt(9), 2, 100_001)
                .distinct()
                .mapToObj(from -> new PriceStep(from, price(random)))
                .toList();
    }

    /// Any quantity; half of them at the edge of a step, where there is one.
    private static int quantity(Random random, List<PriceStep> steps) {
        if (steps.isEmpty() || random.nextBoolean()) {
            return random.nextInt(1, 100_001);
        }
        return steps.get(random.nextInt(steps.size())).from() - random.nextInt(2);
    }
}
