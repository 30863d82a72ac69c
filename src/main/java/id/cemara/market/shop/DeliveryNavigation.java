package id.cemara.market.shop;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the couriers' rules to the navigation of the offices that keep them; groups reach them from their
/// shop.
@Configuration(proxyBeanMethods = false)
class DeliveryNavigation {

    @Bean
    WorkNavItem courierRules() {
        return new WorkNavItem(
                350, "/kerja/kurir", "market.delivery.rules.nav", Set.of(Role.PROVINCIAL_OFFICE, Role.NATIONAL_OFFICE));
    }
}
