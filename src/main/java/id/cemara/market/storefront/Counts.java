package id.cemara.market.storefront;

import java.util.List;

/// The choices beside the list, each with the number of products it would give.
///
/// @param total products that pass the filter
/// @param isMore whether there are more, because counting stopped at a limit
/// @param areas the areas directly inside the chosen one, or the provinces
/// @param categories all categories
/// @param kinds ready and made to order
/// @param halal products with a valid halal number
/// @param homeFood products with a valid P-IRT number
/// @param inStock products that can be bought now
public record Counts(
        long total,
        boolean isMore,
        List<Choice> areas,
        List<Choice> categories,
        List<Choice> kinds,
        Choice halal,
        Choice homeFood,
        Choice inStock) {

    public Counts {
        areas = List.copyOf(areas);
        categories = List.copyOf(categories);
        kinds = List.copyOf(kinds);
    }

    /// A choice.
    ///
    /// @param key its value in addresses
    /// @param label its name; the key again if a message names it
    /// @param count products that it would give
    public record Choice(String key, String label, long count) {}
}
