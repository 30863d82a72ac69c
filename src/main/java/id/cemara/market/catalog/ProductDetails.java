package id.cemara.market.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The validated facts of a product.
///
/// @param ingredients null if not given
/// @param category its key
/// @param unit what one is, for instance "bungkus 250 g"
/// @param price rupiah for one
/// @param netWeightGrams as on the label, without packaging
/// @param weightGrams for shipping, with packaging
/// @param shelfLifeDays null if not given
/// @param storage room, cool or frozen; null if not given
/// @param maxQuantity null for no limit
/// @param kind ready or made-to-order
/// @param leadDays from an order until it can be ready
/// @param weekCapacity how many can be made in a week; null if ready
/// @param halal certified, not-halal or none
/// @param steps price steps by ascending quantity
public record ProductDetails(
        String name,
        String description,
        @Nullable String ingredients,
        String category,
        String unit,
        long price,
        @Nullable Integer netWeightGrams,
        @Nullable Integer weightGrams,
        @Nullable Integer lengthMm,
        @Nullable Integer widthMm,
        @Nullable Integer heightMm,
        @Nullable Integer shelfLifeDays,
        @Nullable String storage,
        int minQuantity,
        @Nullable Integer maxQuantity,
        String kind,
        int leadDays,
        @Nullable Integer weekCapacity,
        String halal,
        @JsonIgnore List<Step> steps) {

    /// A price step: the price of one, in rupiah, from that quantity on.
    public record Step(int fromQuantity, long price) {}

    public ProductDetails {
        steps = List.copyOf(steps);
    }

    @JsonIgnore
    public boolean isMadeToOrder() {
        return kind.equals("made-to-order");
    }
}
