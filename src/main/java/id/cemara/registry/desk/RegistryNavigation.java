package id.cemara.registry.desk;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the registry to the work space's navigation.
@Configuration(proxyBeanMethods = false)
class RegistryNavigation {

    @Bean
    WorkNavItem workGroups() {
        return new WorkNavItem(
                10,
                "/kerja/kelompok",
                "registry.work.title",
                EnumSet.complementOf(EnumSet.of(Role.PARTNER, Role.GROUP_OFFICER)));
    }

    @Bean
    WorkNavItem ownGroups() {
        return new WorkNavItem(10, "/kerja/kelompok", "registry.work.own", EnumSet.of(Role.GROUP_OFFICER));
    }
}
