package id.cemara.market.ordering;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The buyer of an order. Personal data: visible to the buyer, the group, and staff in scope.
///
/// @param phone as typed on input, E.164 once stored
/// @param address the delivery address; null for a pick-up
/// @param note to the group; null if there is none
/// @param institution the institution that the papers name, if it pays after delivery; null for everybody
/// else
@Schema(name = "OrderBuyer")
public record Buyer(
        String name,
        String phone,
        @Nullable String address,
        @Nullable String note,
        @Nullable String institution) {

    /// Omits personal data, for logs.
    @Override
    public String toString() {
        return "Buyer";
    }
}
