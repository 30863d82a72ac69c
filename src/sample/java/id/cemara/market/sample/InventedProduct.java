package id.cemara.market.sample;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A product that nobody sells.
///
/// @param recipe what it is made after
/// @param state draft, published or resting
/// @param onHand null for what is made to order
/// @param steps from how many on which price counts
/// @param batches what was made when
record InventedProduct(
        UUID id,
        Seller seller,
        Recipe recipe,
        String slug,
        String name,
        String description,
        long price,
        String state,
        @Nullable Instant publishedAt,
        Instant createdAt,
        int minQuantity,
        @Nullable Integer maxQuantity,
        @Nullable Integer onHand,
        List<Step> steps,
        List<Batch> batches) {

    record Step(int fromQuantity, long price) {}

    record Batch(String code, LocalDate madeOn, LocalDate expiresOn, int quantity) {}

    /// 'certified' is said only where the group has a number; nobody is said to sell what is not halal.
    String halal() {
        return recipe.needsHalal() && seller.hasHalal() ? "certified" : "none";
    }
}
