package id.cemara.market.catalog;

import org.jspecify.annotations.Nullable;

/// Why a product cannot be ordered, see [Buyable#obstacle].
public record Obstacle(String key) {

    /// @param key null if there is none
    public static @Nullable Obstacle of(@Nullable String key) {
        return key == null ? null : new Obstacle(key);
    }

    /// Whether the group has no way to be paid at all.
    public boolean isUnpayable() {
        return key.equals("payment");
    }

    /// Whether another way to be paid removes it.
    public boolean isOfPayment() {
        return isUnpayable() || key.equals("amount");
    }

    /// Whether another way to hand over removes it.
    public boolean isOfDelivery() {
        return key.equals("delivery") || key.equals("too-heavy");
    }
}
