package id.cemara.area;

import id.cemara.shell.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the areas to the navigation and provides the maps.
@Configuration(proxyBeanMethods = false)
class AreaConfiguration {

    @Bean
    NavItem areaNavItem() {
        return new NavItem(300, "/wilayah", "area.nav");
    }

    @Bean
    AreaMaps areaMaps() {
        return new AreaMaps();
    }
}
