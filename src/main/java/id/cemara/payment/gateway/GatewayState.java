package id.cemara.payment.gateway;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// All that a provider said of a payment, added up. Adding is a join: it does not matter in which order messages come,
/// how often each comes, or how they are grouped, so the state is a function of the set of messages alone. Nothing in
/// it ever goes back: what was paid stays paid, whatever fails afterwards.
///
/// @param tries what is known of each try to pay, by the provider's own number of it
record GatewayState(Map<String, Try> tries) {

    /// Nothing was said yet.
    static final GatewayState NOTHING = new GatewayState(Map.of());

    GatewayState {
        tries = Map.copyOf(tries);
    }

    /// How far the money went, in this order and never back.
    enum Level {
        NONE,
        PENDING,
        SETTLED,
        PARTIALLY_REFUNDED,
        REFUNDED;

        /// The word the database keeps.
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Level ofKey(String key) {
            return Arrays.stream(values())
                    .filter(level -> level.key().equals(key))
                    .findFirst()
                    .orElseThrow();
        }

        /// Whether the money was there at some time.
        boolean isPaid() {
            return compareTo(SETTLED) >= 0;
        }

        Level join(Level other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /// One try to pay.
    ///
    /// @param level how far its money went
    /// @param hasFailed whether the provider said, before or after, that it came to nothing
    record Try(Level level, boolean hasFailed) {

        Try join(Try other) {
            return new Try(level.join(other.level), hasFailed || other.hasFailed);
        }
    }

    /// What one message says.
    ///
    /// @param transaction the provider's number of the try
    static GatewayState of(String transaction, GatewayWord word) {
        return switch (word) {
            case PENDING -> one(transaction, Level.PENDING, false);
            case SETTLED -> one(transaction, Level.SETTLED, false);
            case FAILED -> one(transaction, Level.NONE, true);
            case PARTIALLY_REFUNDED -> one(transaction, Level.PARTIALLY_REFUNDED, false);
            case REFUNDED -> one(transaction, Level.REFUNDED, false);
            case UNKNOWN -> NOTHING;
        };
    }

    private static GatewayState one(String transaction, Level level, boolean hasFailed) {
        return new GatewayState(Map.of(transaction, new Try(level, hasFailed)));
    }

    /// Both together.
    GatewayState join(GatewayState other) {
        Map<String, Try> both = new HashMap<>(tries);
        other.tries.forEach((transaction, told) -> both.merge(transaction, told, Try::join));
        return new GatewayState(both);
    }

    /// All of them together.
    static GatewayState join(Collection<GatewayState> states) {
        return states.stream().reduce(NOTHING, GatewayState::join);
    }

    /// How far the money went, of whichever try went farthest.
    Level level() {
        return tries.values().stream()
                .map(Try::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.NONE);
    }

    /// No money came, and the last known word of at least one try is that it came to nothing: still open, for a later
    /// try may succeed.
    boolean isFailed() {
        return !level().isPaid() && tries.values().stream().anyMatch(Try::hasFailed);
    }

    /// A try that was paid is said to have come to nothing as well. Some banks do take money back minutes later, so a
    /// person must look where it is; a failed try followed by another that was paid is no such case.
    boolean isFailedAfterSuccess() {
        return tries.values().stream().anyMatch(told -> told.level().isPaid() && told.hasFailed());
    }

    /// More than one try was paid: the buyer is owed one of them.
    boolean isPaidTwice() {
        return tries.values().stream().filter(told -> told.level().isPaid()).count() > 1;
    }
}
