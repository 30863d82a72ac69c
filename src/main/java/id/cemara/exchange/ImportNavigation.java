package id.cemara.exchange;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the imports to the navigation, for roles that may import any kind.
@Configuration(proxyBeanMethods = false)
class ImportNavigation {

    @Bean
    WorkNavItem importsItem() {
        return new WorkNavItem(
                60,
                "/kerja/impor",
                "import.title",
                Set.of(
                        Role.GROUP_OFFICER,
                        Role.FIELD_OFFICER,
                        Role.DISTRICT_OFFICE,
                        Role.PROVINCIAL_OFFICE,
                        Role.NATIONAL_OFFICE));
    }
}
