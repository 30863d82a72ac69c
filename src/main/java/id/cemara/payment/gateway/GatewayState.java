package id.cemara.payment.gateway;

import id.cemara.shared.Keys;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The joined state of all provider messages about a payment. The join is commutative, associative and
/// idempotent: order, repetition and grouping of messages do not matter, so the state is a function of the
/// set of messages. The level of a single attempt never decreases. The joined level may: a fully refunded
/// payment becomes paid again when another attempt turns out to be paid.
///
/// @param tries the state of each attempt to pay, by the provider's transaction number
record GatewayState(Map<String, Try> tries) {

    /// No message yet.
    static final GatewayState NOTHING = new GatewayState(Map.of());

    GatewayState {
        tries = Map.copyOf(tries);
    }

    /// The progress of an attempt's money; ascending and never decreasing.
    enum Level {
        NONE,
        PENDING,
        SETTLED,
        PARTIALLY_REFUNDED,
        REFUNDED;

        /// The level in tables.
        String key() {
            return Keys.of(this);
        }

        /// Whether the money arrived at some time.
        boolean isPaid() {
            return compareTo(SETTLED) >= 0;
        }

        Level join(Level other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    /// One attempt to pay.
    ///
    /// @param level the progress of its money
    /// @param hasFailed whether the provider ever reported its failure
    /// @param refunded the largest refund reported, in rupiah: each report holds the total so far
    record Try(Level level, boolean hasFailed, long refunded) {

        Try join(Try other) {
            return new Try(level.join(other.level), hasFailed || other.hasFailed, Math.max(refunded, other.refunded));
        }
    }

    /// The state of a single message.
    ///
    /// @param transaction the provider's number of the attempt
    /// @param refunded the amount refunded so far, in rupiah
    static GatewayState of(String transaction, MessageMeaning word, long refunded) {
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

    /// The join of both states.
    GatewayState join(GatewayState other) {
        Map<String, Try> both = new HashMap<>(tries);
        other.tries.forEach((transaction, told) -> both.merge(transaction, told, Try::join));
        return new GatewayState(both);
    }

    /// The join of all states.
    static GatewayState join(Collection<GatewayState> states) {
        return states.stream().reduce(NOTHING, GatewayState::join);
    }

    /// The joined level. REFUNDED only when every paid attempt was refunded: if one of two was refunded,
    /// the order is still paid.
    Level level() {
        List<Level> levels = tries.values().stream().map(Try::level).toList();
        return levels.stream()
                .filter(level -> level.isPaid() && level != Level.REFUNDED)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> levels.stream().max(Comparator.naturalOrder()).orElse(Level.NONE));
    }

    /// The missing part of the amount: the amount, less what all paid attempts brought net of their
    /// refunds. An order paid twice may refund one attempt and is still fully paid.
    ///
    /// @param amount to be paid, which each counted attempt brought
    /// @return in rupiah, from 0 to the amount
    long refunded(long amount) {
        long kept = 0;
        for (Try told : tries.values()) {
            if (told.level() == Level.SETTLED || told.level() == Level.PARTIALLY_REFUNDED) {
                kept = Math.addExact(kept, amount - Math.min(amount, told.refunded()));
            }
        }
        return level().isPaid() ? Math.max(0, amount - kept) : 0;
    }

    /// Whether no money arrived and at least one attempt failed. The payment stays open, because a later
    /// attempt may succeed.
    boolean isFailed() {
        return !level().isPaid() && tries.values().stream().anyMatch(Try::hasFailed);
    }

    /// Whether the same attempt was reported as paid and as failed. Some banks reverse a payment minutes
    /// later, so a person must check. A failed attempt followed by a paid one does not count.
    boolean isFailedAfterSuccess() {
        return tries.values().stream().anyMatch(told -> told.level().isPaid() && told.hasFailed());
    }

    /// Whether more than one attempt was paid, so that the buyer is owed a refund.
    boolean isPaidTwice() {
        return tries.values().stream().filter(told -> told.level().isPaid()).count() > 1;
    }
}
