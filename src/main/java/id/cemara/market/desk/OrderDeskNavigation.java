package id.cemara.market.desk;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrderDeskNavigation {

    @Bean
    WorkNavItem ordersOfGroups() {
        return new WorkNavItem(
                310,
                "/kerja/pesanan",
                "market.sell.nav",
                Set.of(
                        Role.GROUP_OFFICER,
                        Role.FIELD_OFFICER,
                        Role.DISTRICT_OFFICE,
                        Role.PROVINCIAL_OFFICE,
                        Role.NATIONAL_OFFICE));
    }
}
