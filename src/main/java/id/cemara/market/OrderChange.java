package id.cemara.market;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was done with an order: who, when, why.
///
/// @param from null for how it began
/// @param account who did it, when it was somebody with an account
/// @param isUndone whether it was taken back since
public record OrderChange(
        long id,
        Instant at,
        OrderStep step,
        @Nullable OrderStatus from,
        OrderStatus to,
        By by,
        @Nullable UUID account,
        @Nullable String why,
        boolean isUndone) {}
