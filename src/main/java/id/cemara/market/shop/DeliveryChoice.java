package id.cemara.market.shop;

import id.cemara.shared.AreaCode;
import org.jspecify.annotations.Nullable;

/// The buyer's choice of delivery.
///
/// @param to the area it is delivered to; null for a pick-up
/// @param courier the courier's key; null for other methods
public record DeliveryChoice(
        Delivery method, @Nullable AreaCode to, @Nullable String courier) {

    public static final DeliveryChoice PICKUP = new DeliveryChoice(Delivery.PICKUP, null, null);
}
