package id.cemara.market.delivery;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The couriers' rules in the navigation of those who keep them; groups find them from their shop.
@Configuration(proxyBeanMethods = false)
class DeliveryNavigation {

    @Bean
    WorkNavItem courierRules() {
        return new WorkNavItem(
                350, "/kerja/kurir", "market.delivery.rules.nav", Set.of(Role.PROVINCIAL_OFFICE, Role.NATIONAL_OFFICE));
    }
}
