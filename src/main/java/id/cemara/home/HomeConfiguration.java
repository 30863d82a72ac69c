package id.cemara.home;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds home's entries to the work space's navigation.
@Configuration(proxyBeanMethods = false)
class HomeConfiguration {

    @Bean
    WorkNavItem workHome() {
        return new WorkNavItem(0, "/kerja", "home.work.todos", EnumSet.allOf(Role.class));
    }
}
