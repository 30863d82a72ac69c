package id.cemara.market.storefront;

import id.cemara.shared.AreaCode;
import java.util.List;
import java.util.Optional;

/// A filter of the market's list. Empty and false values do not restrict it.
///
/// @param text words to search for
/// @param group slug of the only group
/// @param area only products of groups in it
/// @param categories keys; products in any of these
/// @param halal only with a halal number valid today
/// @param homeFood only with a P-IRT number valid today
/// @param kinds `ready` or `made-to-order`; any of these
/// @param inStock only what can be bought now
/// @param minPrice in rupiah
/// @param maxPrice in rupiah
/// @param near the place to sort by distance from
/// @param sort the sort order
public record ProductFilter(
        Optional<String> text,
        Optional<String> group,
        Optional<AreaCode> area,
        List<String> categories,
        boolean halal,
        boolean homeFood,
        List<String> kinds,
        boolean inStock,
        Optional<Long> minPrice,
        Optional<Long> maxPrice,
        Optional<AreaCode> near,
        ProductSort sort) {

    public ProductFilter {
        categories = List.copyOf(categories);
        kinds = List.copyOf(kinds);
    }

    /// Copy with group, area and price only: what the other choices are counted within.
    ProductFilter ground() {
        return new ProductFilter(
                Optional.empty(),
                group,
                area,
                List.of(),
                false,
                false,
                List.of(),
                false,
                minPrice,
                maxPrice,
                Optional.empty(),
                ProductSort.RELEVANCE);
    }

    /// Copy with another sort, without text and origin.
    ProductFilter sorted(ProductSort other) {
        return new ProductFilter(
                Optional.empty(),
                group,
                area,
                categories,
                halal,
                homeFood,
                kinds,
                inStock,
                minPrice,
                maxPrice,
                Optional.empty(),
                other);
    }

    /// Whether nothing restricts the list.
    public boolean isOpen() {
        return text.isEmpty() && group.isEmpty() && area.isEmpty() && isPlain();
    }

    /// Whether nothing but text, group and area restricts the list.
    public boolean isPlain() {
        return categories.isEmpty()
                && !halal
                && !homeFood
                && kinds.isEmpty()
                && !inStock
                && minPrice.isEmpty()
                && maxPrice.isEmpty();
    }
}
