package id.cemara.permit;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the expiring permits to the work space's navigation.
@Configuration(proxyBeanMethods = false)
class PermitConfiguration {

    @Bean
    WorkNavItem permitsEnding() {
        return new WorkNavItem(
                400,
                "/kerja/izin",
                "permit.nav",
                Set.of(Role.GROUP_OFFICER, Role.FIELD_OFFICER, Role.DISTRICT_OFFICE, Role.PROVINCIAL_OFFICE));
    }
}
