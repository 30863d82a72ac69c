package id.cemara.market;

import org.jspecify.annotations.Nullable;

/// An order that was just placed.
///
/// @param token what only the buyer has; kept nowhere but as a hash
/// @param whatsapp a wa.me address that opens the order as a text to the group, without the token; null when the shop
/// has no number
public record PlacedOrder(
        String code,
        String token,
        OrderView order,
        @Nullable String whatsapp) {

    /// Without the token, for logs.
    @Override
    public String toString() {
        return "PlacedOrder[" + code + "]";
    }
}
