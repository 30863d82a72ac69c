package id.cemara.market.finding;

import java.util.List;

/// How many products each choice would give.
///
/// @param total all that pass the filter
/// @param isMore whether there are more than that, because only so many were counted
/// @param areas the areas right inside the chosen one, or the provinces
/// @param categories every category
/// @param kinds ready and made to order
/// @param halal one choice: those with a halal number
/// @param homeFood one choice: those with a P-IRT number
/// @param inStock one choice: those that can be had now
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
    /// @param label its name; the key again where a message names it
    /// @param count how many products it would give
    public record Choice(String key, String label, long count) {}
}
