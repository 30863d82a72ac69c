package id.cemara.market.storefront;

import id.cemara.registry.GroupHead;
import id.cemara.registry.GroupPage;
import id.cemara.registry.GroupProfile;
import id.cemara.shell.Frames;
import id.cemara.shell.NavItem;
import id.cemara.shell.PageSection;
import id.cemara.shell.SearchPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.LinkedMultiValueMap;

/// Adds the market to the public navigation, products to a group's page and to the search page, and
/// the metadata for link previews to the head of the group's page.
@Configuration(proxyBeanMethods = false)
class StorefrontConfiguration {

    private static final int ON_GROUP_PAGE = 12;
    private static final int IN_SEARCH = 6;

    @Bean
    NavItem marketNavigation() {
        return new NavItem(100, "/pasar", "market.find.nav");
    }

    @Bean
    PageSection<GroupPage> publicShop(ProductPages products, LinkedData linkedData) {
        return PageSection.of(GroupPage.class, 50, "market/storefront/shop", page -> {
            GroupProfile group = page.group();
            if (!isOpen(group)) {
                return Optional.empty();
            }
            List<ProductCard> found = products.ofGroup(group.id(), ON_GROUP_PAGE + 1);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            List<ProductCard> shown = found.stream().limit(ON_GROUP_PAGE).toList();
            return Optional.of(Map.of(
                    "slug",
                    group.slug(),
                    "products",
                    shown,
                    "isMore",
                    found.size() > ON_GROUP_PAGE,
                    "linkedData",
                    linkedData.of(group.name(), group.slug(), group.place(), shown)));
        });
    }

    @Bean
    PageSection<GroupHead> groupPreview(ProductPages products, Frames frames) {
        return PageSection.of(GroupHead.class, 50, "market/storefront/group-head", page -> {
            GroupProfile group = page.group();
            if (!isOpen(group)) {
                return Optional.empty();
            }
            String picture = SharePictures.Words.of(
                            group.name(),
                            group.place(),
                            products.ofGroup(group.id(), ShareController.NAMED),
                            frames.current().texts())
                    .version();
            return Optional.of(
                    Map.of("slug", group.slug(), "name", group.name(), "place", group.place(), "picture", picture));
        });
    }

    private static boolean isOpen(GroupProfile group) {
        return group.verifiedOn() != null && group.deactivatedOn() == null;
    }

    @Bean
    PageSection<SearchPage> foundProducts(ProductSearch search, ProductFilterReader filters) {
        return PageSection.of(SearchPage.class, 200, "market/storefront/found-products", page -> {
            var typed = new LinkedMultiValueMap<String, String>();
            typed.add("q", page.text());
            return Optional.of(Map.of("q", page.text(), "page", search.page(filters.read(typed), IN_SEARCH, null)));
        });
    }
}
