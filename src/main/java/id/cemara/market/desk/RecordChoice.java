package id.cemara.market.desk;

import org.jspecify.annotations.Nullable;

/// A product that a group can put into a recorded order.
///
/// @param price rupiah for one
/// @param free packs not reserved; null if made to order
public record RecordChoice(
        String slug,
        String name,
        String unit,
        long price,
        @Nullable Integer free) {}
