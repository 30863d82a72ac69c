package id.cemara.market.orders;

import id.cemara.market.By;
import java.util.UUID;

/// Buyer and group agree again about an order that was disputed; said inside the transaction that writes it.
///
/// @param words what was agreed
public record OrderSettled(UUID order, By by, String words) {

    /// Without what was said, for logs.
    @Override
    public String toString() {
        return "OrderSettled[" + order + " " + by + "]";
    }
}
