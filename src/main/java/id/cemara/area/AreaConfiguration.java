package id.cemara.area;

import id.cemara.shell.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the area module adds to the house: its place in the navigation, and the maps.
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
