package id.cemara.market.storefront;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of products.
///
/// @param previous cursor of the page before; null on the first page, and for sort orders that page forward
/// only
/// @param next cursor of the page after; null on the last page
/// @param used the text actually searched for; empty without a search
/// @param corrected the corrected words that replaced the typed ones; null if nothing was corrected
public record MarketResults(
        List<ProductCard> products,
        @Nullable String previous,
        @Nullable String next,
        SearchText used,
        @Nullable String corrected) {

    public MarketResults {
        products = List.copyOf(products);
    }

    /// A copy with the corrected words.
    MarketResults as(@Nullable String words) {
        return new MarketResults(products, previous, next, used, words);
    }
}
