package id.cemara.market.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How couriers round: the published cases of JNE, and invariants for any weight, volume and rule.
class DeliveryWeightsTests {

    private static final int CASES = 1_000;

    /// JNE: at least 1 kg, a remainder of at most 0.3 kg is not charged, volume in cm³ / 6000.
    private static final WeightRule JNE = new WeightRule(1, 300, 6000);

    @Test
    void the_published_cases_of_jne() {
        assertThat(List.of(1L, 300L, 1300L, 1301L, 1310L, 2200L, 2300L, 2450L, 3000L))
                .map(grams -> JNE.kilograms(new Load(grams, 0)))
                .containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 2L, 3L, 3L);
    }

    @Test
    void a_box_of_50_50_and_100_centimetres_counts_as_42_kilograms() {
        Load box = Load.NOTHING.plus(1, 5_000, 500L * 500 * 1000);
        assertThat(JNE.kilograms(box)).isEqualTo(42);
        assertThat(new WeightRule(1, 300, 5000).kilograms(box)).isEqualTo(50);
        assertThat(new WeightRule(1, 300, null).kilograms(box)).isEqualTo(5);
    }

    @Test
    void room_is_compared_exactly_at_the_edge() {
        // 7,800,000 mm³ are 1.3 kg of volumetric weight, still rounded down.
        assertThat(JNE.kilograms(new Load(0, 7_800_000))).isEqualTo(1);
        assertThat(JNE.kilograms(new Load(0, 7_800_001))).isEqualTo(2);
    }

    @Test
    void heavier_or_larger_is_never_charged_less() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            var rule = rule(random, 1 + random.nextInt(10_000));
            long grams = upTo(random, 1_000_000_000L);
            long room = upTo(random, 1_000_000_000_000L);
            long charged = rule.kilograms(new Load(grams, room));
            String of = "seed %d: %s, %d g, %d mm3".formatted(seed, rule, grams, room);
            assertThat(rule.kilograms(new Load(grams + upTo(random, 100_000), room)))
                    .as(of)
                    .isGreaterThanOrEqualTo(charged);
            assertThat(rule.kilograms(new Load(grams, room + upTo(random, 100_000_000))))
                    .as(of)
                    .isGreaterThanOrEqualTo(charged);
        }
    }

    @Test
    void never_below_the_minimum_and_never_a_kilogram_or_more_off() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            var rule = rule(random, null);
            long grams = upTo(random, 1_000_000_000L);
            long charged = rule.kilograms(new Load(grams, 0));
            String of = "seed %d: %s, %d g".formatted(seed, rule, grams);
            assertThat(charged).as(of).isGreaterThanOrEqualTo(rule.minimumKg());
            if (charged > rule.minimumKg()) {
                assertThat(charged * 1000)
                        .as(of)
                        .isBetween(grams - rule.toleranceGrams(), grams + 999 - rule.toleranceGrams());
            }
        }
    }

    /// With random numbers: the charged kilograms k are the fewest with k * 1000 + tolerance >= the weight.
    @Test
    void agrees_with_the_rule_reckoned_another_way() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            int divisor = 1 + random.nextInt(10_000);
            var rule = rule(random, divisor);
            long grams = upTo(random, 10_000_000L);
            long room = upTo(random, 100_000_000_000L);
            long charged = rule.kilograms(new Load(grams, room));
            String of = "seed %d: %s, %d g, %d mm3".formatted(seed, rule, grams, room);
            assertThat(isEnough(charged, grams, room, rule.toleranceGrams(), divisor))
                    .as(of)
                    .isTrue();
            assertThat(charged == rule.minimumKg()
                            || !isEnough(charged - 1, grams, room, rule.toleranceGrams(), divisor))
                    .as(of)
                    .isTrue();
        }
    }

    private static boolean isEnough(long kilograms, long grams, long room, int tolerance, int divisor) {
        BigInteger covered = BigInteger.valueOf(kilograms * 1000 + tolerance);
        return covered.compareTo(BigInteger.valueOf(grams)) >= 0
                && covered.multiply(BigInteger.valueOf(divisor)).compareTo(BigInteger.valueOf(room)) >= 0;
    }

    @Test
    void a_load_adds_up_exactly_in_any_order() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            int grams = 1 + random.nextInt(1_000_000);
            List<Integer> quantities =
                    random.ints(random.nextInt(21), 1, 1001).boxed().toList();
            Load there = Load.NOTHING;
            Load back = Load.NOTHING;
            for (int quantity : quantities) {
                there = there.plus(quantity, grams, grams * 7L);
            }
            for (int quantity : quantities.reversed()) {
                back = back.plus(quantity, grams, grams * 7L);
            }
            long all = quantities.stream().mapToLong(Integer::longValue).sum();
            assertThat(there)
                    .as("seed %d: %s of %d g", seed, quantities, grams)
                    .isEqualTo(back)
                    .isEqualTo(new Load(all * grams, all * grams * 7L));
        }
    }

    private static WeightRule rule(Random random, @Nullable Integer divisor) {
        return new WeightRule(1 + random.nextInt(20), random.nextInt(1000), divisor);
    }

    /// A number from 0 to the limit, small ones as likely as large ones, often the limit itself.
    private static long upTo(Random random, long most) {
        long bound = Math.min(
                most, (long) Math.pow(10, random.nextInt(Long.toString(most).length())));
        return random.nextInt(20) == 0 ? most : random.nextLong(bound + 1);
    }
}
