package id.cemara.market.storefront;

import gg.jte.Content;
import id.cemara.shell.PageSection;
import id.cemara.shell.SearchPage;
import id.cemara.shell.Sections;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;

/// The products section of `/cari`.
@Component
final class FoundProducts implements PageSection<SearchPage> {

    private static final int SHOWN = 6;

    private final Listings listings;
    private final ProductFilterReader filters;
    private final Sections sections;

    FoundProducts(Listings listings, ProductFilterReader filters, @Lazy Sections sections) {
        this.listings = listings;
        this.filters = filters;
        this.sections = sections;
    }

    @Override
    public Class<SearchPage> page() {
        return SearchPage.class;
    }

    @Override
    public int order() {
        return 200;
    }

    @Override
    public Optional<Content> render(SearchPage page) {
        var typed = new LinkedMultiValueMap<String, String>();
        typed.add("q", page.text());
        return Optional.of(sections.render(
                "market/storefront/found-products",
                Map.of("q", page.text(), "page", listings.page(filters.read(typed), SHOWN, null))));
    }
}
