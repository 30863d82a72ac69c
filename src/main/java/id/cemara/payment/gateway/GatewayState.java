package id.cemara.payment.gateway;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All that a provider said of a payment, added up. Adding is a join: it does not matter in which order messages come,
/// how often each comes, or how they are grouped, so the state is a function of the set of messages alone. No try ever
/// goes back: what was paid stays paid, whatever fails afterwards. Several tries together may: what was all given back
/// is paid again when one more try turns out to have been paid.
///
/// @param tries what is known of each try to pay, by the provider's own number of it
record GatewayState(Map<String, Try> tries) {

    /// Nothing was said yet.
    static final GatewayState NOTHING = new GatewayState(Map.of());

    GatewayState {
        tries = Map.copyOf(tries);
    }

    /// How far the money of a try went, in this order and never back.
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
    /// @param refunded the most that the provider said to have gone back, in rupiah: it names the sum so far
    record Try(Level level, boolean hasFailed, long refunded) {

        Try join(Try other) {
            return new Try(level.join(other.level), hasFailed || other.hasFailed, Math.max(refunded, other.refunded));
        }
    }

    /// What one message says.
    ///
    /// @param transaction the provider's number of the try
    static GatewayState of(String transaction, GatewayWord word) {
        return of(transaction, word, 0);
    }

    /// The same, with how much went back so far.
    static GatewayState of(String transaction, GatewayWord word, long refunded) {
        return switch (word) {
            case PENDING -> one(transaction, Level.PENDING, false, 0);
            case SETTLED -> one(transaction, Level.SETTLED, false, 0);
            case FAILED -> one(transaction, Level.NONE, true, 0);
            case PARTIALLY_REFUNDED -> one(transaction, Level.PARTIALLY_REFUNDED, false, refunded);
            case REFUNDED -> one(transaction, Level.REFUNDED, false, 0);
            case UNKNOWN -> NOTHING;
        };
    }

    private static GatewayState one(String transaction, Level level, boolean hasFailed, long refunded) {
        return new GatewayState(Map.of(transaction, new Try(level, hasFailed, refunded)));
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

    /// How far the money went. All of it went back only when each try that was paid went back: of two that were paid,
    /// the one too many is given back and the order stays paid.
    Level level() {
        List<Level> levels = tries.values().stream().map(Try::level).toList();
        return levels.stream()
                .filter(level -> level.isPaid() && level != Level.REFUNDED)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> levels.stream().max(Comparator.naturalOrder()).orElse(Level.NONE));
    }

    /// How much of what was to be paid is not there any more: what all tries that were paid brought, less what went
    /// back of each, against the amount. What was paid twice may lose one of the two and is still paid.
    ///
    /// @param amount what was to be paid, which every try that counts brought
    /// @return from 0 to the amount
    long refunded(long amount) {
        long kept = 0;
        for (Try told : tries.values()) {
            if (told.level() == Level.SETTLED || told.level() == Level.PARTIALLY_REFUNDED) {
                kept = Math.addExact(kept, amount - Math.min(amount, told.refunded()));
            }
        }
        return level().isPaid() ? Math.max(0, amount - kept) : 0;
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
