package id.cemara.market;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which orders a list shows.
///
/// @param statuses in one of these; empty for any
/// @param group of that group; null for all in scope
/// @param text part of the code, the buyer's name or phone number; null for any
/// @param from placed at or after; null for any
/// @param until placed before; null for any
/// @param owesRefund only those that ended although the buyer paid, or says so: the money must be looked
///     for, given back or made good
public record OrderFilter(
        Set<OrderStatus> statuses,
        @Nullable UUID group,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean owesRefund) {

    /// Everything in scope.
    public static final OrderFilter ALL = new OrderFilter(Set.of(), null, null, null, null, false);

    public OrderFilter {
        statuses = Set.copyOf(statuses);
    }
}
