package id.cemara.market.catalog;

import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds products to the work space.
@Configuration(proxyBeanMethods = false)
class ProductsConfiguration {

    private static final String PRODUCTS = "/kerja/produk";

    /// The states of published products that need attention: limits that allow no quantity, a group that
    /// cannot be paid or hand over, a halal number that has ended, or expired batches.
    private static final List<String> NEED_ATTENTION = List.of("blocked", "untaken", "lapsed", "ended");

    @Bean
    WorkNavItem productsKept() {
        return new WorkNavItem(320, PRODUCTS, "market.product.nav", Permission.FOLLOW_UP.roles());
    }

    @Bean
    Todo productsWaiting(ProductList list) {
        return new Todo(
                320,
                Permission.SELL.roles(),
                () -> list.counts(new ProductList.Filter(null, null, null)).stream()
                        .filter(count -> NEED_ATTENTION.contains(count.state()))
                        .map(count -> new Todo.Item(
                                PRODUCTS + "?state=" + count.state(),
                                "market.product.todo." + count.state(),
                                List.of(count.products())))
                        .toList());
    }

    @Bean
    PageSection<WorkGroupPage> productsOfGroup(ProductList list) {
        return PageSection.of(
                WorkGroupPage.class,
                320,
                "market/catalog/work-section",
                page -> Optional.of(Map.of(
                        "number",
                        page.number(),
                        "counts",
                        list.counts(new ProductList.Filter(page.number(), null, null)),
                        "maySell",
                        page.isActive() && Permission.SELL.isGranted())));
    }
}
