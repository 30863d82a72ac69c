package id.cemara.market.shop;

import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import id.cemara.shell.WorkNavItem;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the shop to the group's page in the work space, and the couriers' rules to the navigation of the
/// offices that keep them; groups reach them from their shop.
@Configuration(proxyBeanMethods = false)
class ShopConfiguration {

    @Bean
    WorkNavItem courierRules() {
        return new WorkNavItem(350, "/kerja/kurir", "market.delivery.rules.nav", Permission.KEEP_COURIER_RULES.roles());
    }

    @Bean
    PageSection<WorkGroupPage> shopOfGroup(Shops shops) {
        return PageSection.of(
                WorkGroupPage.class,
                250,
                "market/shop/work-section",
                page -> page.isActive() && Permission.SELL.isGranted()
                        ? Optional.of(Map.of("number", page.number(), "shop", shops.of(page.id())))
                        : Optional.empty());
    }
}
