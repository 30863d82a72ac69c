package id.cemara.market.selling;

import org.jspecify.annotations.Nullable;

/// What a group can write down of an order.
///
/// @param free how many are on the shelf for it; null for what is made to order
public record RecordChoice(
        String slug,
        String name,
        String unit,
        long price,
        @Nullable Integer free) {}
