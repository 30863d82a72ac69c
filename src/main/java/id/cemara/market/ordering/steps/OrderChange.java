package id.cemara.market.ordering.steps;

import id.cemara.market.OrderStatus;
import id.cemara.payment.Party;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry of an order's history.
///
/// @param from null for the entry that created the order
/// @param account who did it; null for buyers and the system
/// @param expiresBefore when the reservation ended as it was before; null if it did not end
/// @param isUndone whether it was undone later
public record OrderChange(
        long id,
        Instant at,
        OrderStep step,
        @Nullable OrderStatus from,
        OrderStatus to,
        Party by,
        @Nullable UUID account,
        @Nullable String why,
        @Nullable Instant expiresBefore,
        boolean isUndone) {}
