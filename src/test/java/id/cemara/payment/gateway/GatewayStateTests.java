package id.cemara.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.payment.gateway.GatewayState.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What messages add up to depends on the set of them, and on nothing else.
class GatewayStateTests {

    @Provide
    Arbitrary<GatewayState> said() {
        return Combinators.combine(Arbitraries.of("A", "B", "C"), Arbitraries.of(GatewayWord.class))
                .as(GatewayState::of);
    }

    @Provide
    Arbitrary<List<GatewayState>> messages() {
        return said().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<GatewayState> states() {
        return messages().map(GatewayState::join);
    }

    @Property(seed = "17")
    void adding_is_a_join(
            @ForAll("states") GatewayState one,
            @ForAll("states") GatewayState two,
            @ForAll("states") GatewayState three) {
        assertThat(one.join(one)).isEqualTo(one);
        assertThat(one.join(two)).isEqualTo(two.join(one));
        assertThat(one.join(two).join(three)).isEqualTo(one.join(two.join(three)));
        assertThat(one.join(GatewayState.NOTHING)).isEqualTo(one);
    }

    @Property(seed = "17")
    void order_and_number_do_not_matter(@ForAll("messages") List<GatewayState> messages, @ForAll long seed) {
        Random random = new Random(seed);
        List<GatewayState> storm = new ArrayList<>();
        for (GatewayState message : messages) {
            storm.addAll(Collections.nCopies(1 + random.nextInt(50), message));
        }
        Collections.shuffle(storm, random);
        assertThat(GatewayState.join(storm)).isEqualTo(GatewayState.join(messages));
    }

    @Property(seed = "17")
    void no_try_ever_goes_back_and_what_was_paid_was_paid(
            @ForAll("states") GatewayState before, @ForAll("said") GatewayState more) {
        GatewayState after = before.join(more);
        before.tries()
                .forEach((number, told) -> assertThat(
                                Objects.requireNonNull(after.tries().get(number))
                                        .level())
                        .isGreaterThanOrEqualTo(told.level()));
        assertThat(after.level().isPaid() || !before.level().isPaid()).isTrue();
        assertThat(after.level().isPaid() || after.level().compareTo(before.level()) >= 0)
                .isTrue();
        assertThat(after.isFailedAfterSuccess() || !before.isFailedAfterSuccess())
                .isTrue();
        assertThat(after.isPaidTwice() || !before.isPaidTwice()).isTrue();
        assertThat(after.isFailed() && after.level().isPaid()).isFalse();
    }

    @Example
    void a_failed_try_stays_open_for_a_later_one() {
        GatewayState failed = GatewayState.of("A", GatewayWord.FAILED);
        assertThat(failed.isFailed()).isTrue();
        GatewayState paid = failed.join(GatewayState.of("B", GatewayWord.SETTLED));
        assertThat(paid.level()).isEqualTo(Level.SETTLED);
        assertThat(paid.isFailed()).isFalse();
        assertThat(paid.isFailedAfterSuccess()).isFalse();
    }

    @Example
    void what_failed_after_it_was_paid_stays_paid_and_is_looked_at() {
        GatewayState state = GatewayState.of("A", GatewayWord.SETTLED).join(GatewayState.of("A", GatewayWord.FAILED));
        assertThat(state.level()).isEqualTo(Level.SETTLED);
        assertThat(state.isFailedAfterSuccess()).isTrue();
    }

    @Example
    void two_tries_that_were_paid_are_one_too_many() {
        GatewayState state = GatewayState.of("A", GatewayWord.SETTLED).join(GatewayState.of("B", GatewayWord.REFUNDED));
        assertThat(state.isPaidTwice()).isTrue();
        assertThat(state.level())
                .as("the one too many went back, the order is paid")
                .isEqualTo(Level.SETTLED);
        assertThat(state.join(GatewayState.of("A", GatewayWord.PARTIALLY_REFUNDED))
                        .level())
                .isEqualTo(Level.PARTIALLY_REFUNDED);
        assertThat(state.join(GatewayState.of("A", GatewayWord.REFUNDED)).level())
                .isEqualTo(Level.REFUNDED);
    }

    @Example
    void a_failed_or_pending_try_keeps_nothing_paid() {
        GatewayState back = GatewayState.of("A", GatewayWord.REFUNDED);
        for (GatewayWord word : List.of(GatewayWord.PENDING, GatewayWord.FAILED)) {
            assertThat(back.join(GatewayState.of("B", word)).level()).isEqualTo(Level.REFUNDED);
        }
    }

    @Example
    void every_word_of_the_database_is_read_again() {
        for (GatewayWord word : GatewayWord.values()) {
            assertThat(GatewayWord.ofKey(word.key())).isEqualTo(word);
        }
    }
}
