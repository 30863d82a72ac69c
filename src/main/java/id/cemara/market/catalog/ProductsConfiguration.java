package id.cemara.market.catalog;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProductsConfiguration {

    @Bean
    WorkNavItem productsKept() {
        return new WorkNavItem(
                320,
                "/kerja/produk",
                "market.product.nav",
                Set.of(Role.GROUP_OFFICER, Role.FIELD_OFFICER, Role.DISTRICT_OFFICE, Role.PROVINCIAL_OFFICE));
    }
}
