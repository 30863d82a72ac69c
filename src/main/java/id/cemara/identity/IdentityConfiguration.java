package id.cemara.identity;

import id.cemara.shell.WorkNavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds identity's entries to the work space's navigation.
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    WorkNavItem accountsNav() {
        return new WorkNavItem(70, "/kerja/akun", "identity.accounts.title", Permission.MANAGE_ACCOUNTS.roles());
    }

    @Bean
    WorkNavItem ownAccountNav() {
        return new WorkNavItem(90, "/kerja/akun/saya", "identity.own.title", Permission.USE_WORK_SPACE.roles());
    }

    @Bean
    WorkNavItem auditNav() {
        return new WorkNavItem(80, "/kerja/jejak", "identity.audit.title", Permission.SEE_AUDIT.roles());
    }
}
