package id.cemara.market.shop;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Computes delivery fees in whole rupiah; no floating point.
public interface DeliveryFees {

    /// The fee for delivering these parcels that way.
    ///
    /// @throws id.cemara.shared.Refused with a problem of the field if the group does not deliver that way
    /// or there
    Fee fee(UUID group, DeliveryChoice choice, List<Parcel> parcels);

    /// Whether cash can be collected with this delivery: always by the group itself, otherwise if the
    /// courier offers it.
    boolean takesCash(DeliveryChoice choice);

    /// A delivery fee.
    ///
    /// @param rupiah 0 for a pick-up
    record Fee(long rupiah) {}

    /// A product and quantity to be delivered. Weight and size are of one, with packaging.
    ///
    /// @param weightGrams null if not known
    record Parcel(
            UUID product,
            int quantity,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm) {}
}
