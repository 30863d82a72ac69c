package id.cemara.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.payment.gateway.GatewayState.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The joined state depends only on the set of messages, not on their order or number.
class GatewayStateTests {

    private static final int CASES = 2_000;

    @Test
    void adding_is_a_join() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            GatewayState one = GatewayState.join(messages(random));
            GatewayState two = GatewayState.join(messages(random));
            GatewayState three = GatewayState.join(messages(random));
            String of = "seed %d: %s, %s, %s".formatted(seed, one, two, three);
            assertThat(one.join(one)).as(of).isEqualTo(one);
            assertThat(one.join(two)).as(of).isEqualTo(two.join(one));
            assertThat(one.join(two).join(three)).as(of).isEqualTo(one.join(two.join(three)));
            assertThat(one.join(GatewayState.NOTHING)).as(of).isEqualTo(one);
        }
    }

    @Test
    void order_and_number_do_not_matter() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<GatewayState> messages = messages(random);
            List<GatewayState> storm = new ArrayList<>();
            for (GatewayState message : messages) {
                storm.addAll(Collections.nCopies(1 + random.nextInt(50), message));
            }
            Collections.shuffle(storm, random);
            assertThat(GatewayState.join(storm))
                    .as("seed %d: %s", seed, messages)
                    .isEqualTo(GatewayState.join(messages));
        }
    }

    @Test
    void no_try_ever_goes_back_and_what_was_paid_was_paid() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            GatewayState before = GatewayState.join(messages(random));
            GatewayState more = message(random);
            GatewayState after = before.join(more);
            String of = "seed %d: %s and %s".formatted(seed, before, more);
            before.tries()
                    .forEach((number, told) -> assertThat(
                                    Objects.requireNonNull(after.tries().get(number))
                                            .level())
                            .as(of)
                            .isGreaterThanOrEqualTo(told.level()));
            assertThat(after.level().isPaid() || !before.level().isPaid())
                    .as(of)
                    .isTrue();
            assertThat(after.level().isPaid() || after.level().compareTo(before.level()) >= 0)
                    .as(of)
                    .isTrue();
            assertThat(after.isFailedAfterSuccess() || !before.isFailedAfterSuccess())
                    .as(of)
                    .isTrue();
            assertThat(after.isPaidTwice() || !before.isPaidTwice()).as(of).isTrue();
            assertThat(after.isFailed() && after.level().isPaid()).as(of).isFalse();
        }
    }

    private static List<GatewayState> messages(Random random) {
        return Stream.generate(() -> message(random)).limit(random.nextInt(13)).toList();
    }

    private static GatewayState message(Random random) {
        MessageMeaning[] words = MessageMeaning.values();
        return state(List.of("A", "B", "C").get(random.nextInt(3)), words[random.nextInt(words.length)]);
    }

    private static GatewayState state(String transaction, MessageMeaning word) {
        return GatewayState.of(transaction, word, 0);
    }

    @Test
    void a_failed_try_stays_open_for_a_later_one() {
        GatewayState failed = state("A", MessageMeaning.FAILED);
        assertThat(failed.isFailed()).isTrue();
        GatewayState paid = failed.join(state("B", MessageMeaning.SETTLED));
        assertThat(paid.level()).isEqualTo(Level.SETTLED);
        assertThat(paid.isFailed()).isFalse();
        assertThat(paid.isFailedAfterSuccess()).isFalse();
    }

    @Test
    void what_failed_after_it_was_paid_stays_paid_and_is_looked_at() {
        GatewayState state = state("A", MessageMeaning.SETTLED).join(state("A", MessageMeaning.FAILED));
        assertThat(state.level()).isEqualTo(Level.SETTLED);
        assertThat(state.isFailedAfterSuccess()).isTrue();
    }

    @Test
    void two_tries_that_were_paid_are_one_too_many() {
        GatewayState state = state("A", MessageMeaning.SETTLED).join(state("B", MessageMeaning.REFUNDED));
        assertThat(state.isPaidTwice()).isTrue();
        assertThat(state.level())
                .as("the one too many went back, the order is paid")
                .isEqualTo(Level.SETTLED);
        assertThat(state.join(state("A", MessageMeaning.PARTIALLY_REFUNDED)).level())
                .isEqualTo(Level.PARTIALLY_REFUNDED);
        assertThat(state.join(state("A", MessageMeaning.REFUNDED)).level()).isEqualTo(Level.REFUNDED);
    }

    @Test
    void a_failed_or_pending_try_keeps_nothing_paid() {
        GatewayState back = state("A", MessageMeaning.REFUNDED);
        for (MessageMeaning word : List.of(MessageMeaning.PENDING, MessageMeaning.FAILED)) {
            assertThat(back.join(state("B", word)).level()).isEqualTo(Level.REFUNDED);
        }
    }

    @Test
    void every_word_of_the_database_is_read_again() {
        for (MessageMeaning word : MessageMeaning.values()) {
            assertThat(MessageMeaning.ofKey(word.key())).isEqualTo(word);
        }
    }
}
