package id.cemara.market;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How much bringing costs. Exact rupiah, never floating point.
public interface DeliveryFees {

    /// What it costs to bring these parcels that way.
    ///
    /// @throws id.cemara.shared.Refused with a problem of the field when the group does not deliver there
    Fee fee(UUID group, DeliveryChoice choice, List<Parcel> parcels);

    /// Whether whoever hands the goods over that way takes the buyer's money.
    boolean takesCash(DeliveryChoice choice);

    /// What bringing costs.
    ///
    /// @param rupiah 0 for a pick-up
    record Fee(long rupiah) {}

    /// So many of a product to be brought, each with packaging.
    ///
    /// @param weightGrams null when nobody has weighed one
    record Parcel(
            UUID product,
            int quantity,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm) {}
}
