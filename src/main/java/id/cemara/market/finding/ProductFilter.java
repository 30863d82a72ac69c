package id.cemara.market.finding;

import id.cemara.shared.AreaCode;
import java.util.List;
import java.util.Optional;

/// What somebody looks for in the market. What is empty or false leaves the list open.
///
/// @param text words to search for
/// @param group the slug of the only group whose products count
/// @param area only products of groups in it
/// @param categories keys; products in any of these
/// @param halal only with a halal number that counts today
/// @param homeFood only with a P-IRT number that counts today
/// @param kinds `ready` or `made-to-order`; any of these
/// @param inStock only what can be had now
/// @param minPrice in rupiah
/// @param maxPrice in rupiah
/// @param near the place to begin at when nearest come first
/// @param sort the order asked for
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

    /// Group, area and price alone: what the other choices are counted within.
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

    /// The same in another order, from wherever and by whatever words.
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

    /// Whether nothing narrows the list.
    public boolean isOpen() {
        return text.isEmpty() && group.isEmpty() && area.isEmpty() && isPlain();
    }

    /// Whether nothing but text, group and area narrows the list.
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
