package id.cemara.market;

import id.cemara.shared.AreaCode;
import org.jspecify.annotations.Nullable;

/// How the buyer wants the goods.
///
/// @param to the area they go to; null for a pick-up
/// @param courier the courier's key; null unless one brings it
public record DeliveryChoice(
        Delivery method, @Nullable AreaCode to, @Nullable String courier) {

    /// The buyer fetches the goods.
    public static final DeliveryChoice PICKUP = new DeliveryChoice(Delivery.PICKUP, null, null);
}
