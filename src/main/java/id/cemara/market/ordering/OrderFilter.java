package id.cemara.market.ordering;

import id.cemara.market.OrderStatus;
import id.cemara.shared.GroupId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Criteria for a list of orders.
///
/// @param statuses any of these; empty for all
/// @param group null for all in scope
/// @param text part of the code, the buyer's name or phone number; null for any
/// @param from placed at or after; null for any
/// @param until placed before; null for any
/// @param owesRefund only ended orders whose payment is confirmed or claimed: the group must check it,
/// refund it or deliver after all
public record OrderFilter(
        Set<OrderStatus> statuses,
        @Nullable GroupId group,
        @Nullable String text,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean owesRefund) {

    /// All orders in scope.
    public static final OrderFilter ALL = new OrderFilter(Set.of(), null, null, null, null, false);

    public OrderFilter {
        statuses = Set.copyOf(statuses);
    }
}
