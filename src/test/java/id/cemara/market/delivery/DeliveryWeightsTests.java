package id.cemara.market.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/// How couriers round: the published cases of JNE, and what must hold for every weight, room and rule.
class DeliveryWeightsTests {

    /// JNE: at least 1 kg, a remainder of at most 0.3 kg rounds down, cm3/6000.
    private static final WeightRule JNE = new WeightRule(1, 300, 6000);

    @Example
    void the_published_cases_of_jne() {
        assertThat(List.of(1L, 300L, 1300L, 1301L, 1310L, 2200L, 2300L, 2450L, 3000L))
                .map(grams -> JNE.kilograms(new Load(grams, 0)))
                .containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 2L, 3L, 3L);
    }

    @Example
    void a_box_of_50_50_and_100_centimetres_counts_as_42_kilograms() {
        Load box = Load.NOTHING.plus(1, 5_000, 500L * 500 * 1000);
        assertThat(JNE.kilograms(box)).isEqualTo(42);
        assertThat(new WeightRule(1, 300, 5000).kilograms(box)).isEqualTo(50);
        assertThat(new WeightRule(1, 300, null).kilograms(box)).isEqualTo(5);
    }

    @Example
    void room_is_compared_exactly_at_the_edge() {
        // 1.3 kg of room are 7,800,000 mm3; one more is above.
        assertThat(JNE.kilograms(new Load(0, 7_800_000))).isEqualTo(1);
        assertThat(JNE.kilograms(new Load(0, 7_800_001))).isEqualTo(2);
    }

    @Property
    void heavier_or_larger_is_never_charged_less(
            @ForAll @LongRange(max = 1_000_000_000L) long grams,
            @ForAll @LongRange(max = 1_000_000_000_000L) long room,
            @ForAll @LongRange(max = 100_000L) long moreGrams,
            @ForAll @LongRange(max = 100_000_000L) long moreRoom,
            @ForAll @IntRange(min = 1, max = 20) int minimum,
            @ForAll @IntRange(max = 999) int tolerance,
            @ForAll @IntRange(min = 1, max = 10_000) int divisor) {
        var rule = new WeightRule(minimum, tolerance, divisor);
        long charged = rule.kilograms(new Load(grams, room));
        assertThat(rule.kilograms(new Load(grams + moreGrams, room))).isGreaterThanOrEqualTo(charged);
        assertThat(rule.kilograms(new Load(grams, room + moreRoom))).isGreaterThanOrEqualTo(charged);
    }

    @Property
    void never_below_the_minimum_and_never_a_kilogram_or_more_off(
            @ForAll @LongRange(max = 1_000_000_000L) long grams,
            @ForAll @IntRange(min = 1, max = 20) int minimum,
            @ForAll @IntRange(max = 999) int tolerance) {
        long charged = new WeightRule(minimum, tolerance, null).kilograms(new Load(grams, 0));
        assertThat(charged).isGreaterThanOrEqualTo(minimum);
        if (charged > minimum) {
            assertThat(charged * 1000).isBetween(grams - tolerance, grams + 999 - tolerance);
        }
    }

    /// The same with numbers of any size: kilograms k are enough when k * 1000 + tolerance covers the weight.
    @Property
    void agrees_with_the_rule_reckoned_another_way(
            @ForAll @LongRange(max = 10_000_000L) long grams,
            @ForAll @LongRange(max = 100_000_000_000L) long room,
            @ForAll @IntRange(min = 1, max = 20) int minimum,
            @ForAll @IntRange(max = 999) int tolerance,
            @ForAll @IntRange(min = 1, max = 10_000) int divisor) {
        long charged = new WeightRule(minimum, tolerance, divisor).kilograms(new Load(grams, room));
        assertThat(isEnough(charged, grams, room, tolerance, divisor)).isTrue();
        assertThat(charged == minimum || !isEnough(charged - 1, grams, room, tolerance, divisor))
                .isTrue();
    }

    private static boolean isEnough(long kilograms, long grams, long room, int tolerance, int divisor) {
        BigInteger covered = BigInteger.valueOf(kilograms * 1000 + tolerance);
        return covered.compareTo(BigInteger.valueOf(grams)) >= 0
                && covered.multiply(BigInteger.valueOf(divisor)).compareTo(BigInteger.valueOf(room)) >= 0;
    }

    @Property
    void a_load_adds_up_exactly_in_any_order(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 1000) Integer> quantities,
            @ForAll @IntRange(min = 1, max = 1_000_000) int grams) {
        Load there = Load.NOTHING;
        Load back = Load.NOTHING;
        for (int quantity : quantities) {
            there = there.plus(quantity, grams, grams * 7L);
        }
        for (int quantity : quantities.reversed()) {
            back = back.plus(quantity, grams, grams * 7L);
        }
        long all = quantities.stream().mapToLong(Integer::longValue).sum();
        assertThat(there).isEqualTo(back).isEqualTo(new Load(all * grams, all * grams * 7L));
    }
}
