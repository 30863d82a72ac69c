package id.cemara.identity;

import id.cemara.shell.WorkNavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What identity adds to the work space's navigation.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    WorkNavItem auditNav() {
        return new WorkNavItem(80, "/kerja/jejak", "identity.audit.title", Permission.SEE_AUDIT.roles());
    }
}
