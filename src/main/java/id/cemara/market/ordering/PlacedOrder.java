package id.cemara.market.ordering;

import org.jspecify.annotations.Nullable;

/// An order that was just placed.
///
/// @param token known to the buyer alone; the database stores its hash
/// @param whatsapp a wa.me address that opens the order as a text to the group, without the token; null if
/// the shop has no number
public record PlacedOrder(
        String code,
        String token,
        OrderView order,
        @Nullable String whatsapp) {

    /// Omits the token, for logs.
    @Override
    public String toString() {
        return "PlacedOrder[" + code + "]";
    }
}
