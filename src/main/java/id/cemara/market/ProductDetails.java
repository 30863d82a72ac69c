package id.cemara.market;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a group says about a product, checked.
///
/// @param ingredients null when not said
/// @param category its key
/// @param unit what one is: "bungkus 250 g"
/// @param price of one, in rupiah
/// @param netWeightGrams as the label says, without packaging
/// @param weightGrams as it is sent, with packaging
/// @param shelfLifeDays null when not said
/// @param storage room, cool or frozen; null when not said
/// @param maxQuantity null without a limit
/// @param kind ready or made-to-order
/// @param leadDays from an order until it can be ready
/// @param weekCapacity how many can be made in a week; null for what is ready
/// @param halal certified, not-halal or none
/// @param steps from how many on which price counts, the fewest first
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
        List<Step> steps) {

    /// So many or more cost so much each.
    public record Step(int fromQuantity, long price) {}

    public ProductDetails {
        steps = List.copyOf(steps);
    }

    /// Whether it is made when somebody orders it.
    public boolean isMadeToOrder() {
        return kind.equals("made-to-order");
    }
}
