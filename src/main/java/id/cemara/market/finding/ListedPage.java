package id.cemara.market.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of products.
///
/// @param products what is on it
/// @param previous the cursor of the page before; null on the first, and where the way back is not known
/// @param next the cursor of the page after; null on the last
/// @param used what was really searched for; empty without a search
/// @param corrected the words searched for where the typed ones found nothing; null when they are the typed ones
public record ListedPage(
        List<Listed> products,
        @Nullable String previous,
        @Nullable String next,
        SearchText used,
        @Nullable String corrected) {

    public ListedPage {
        products = List.copyOf(products);
    }

    /// The same, saying which words were used instead of the typed ones.
    ListedPage as(@Nullable String words) {
        return new ListedPage(products, previous, next, used, words);
    }
}
