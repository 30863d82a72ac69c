package id.cemara.payment.destinations;

import id.cemara.identity.Permission;
import id.cemara.shell.WorkNavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds payment's entries to the work space's navigation.
@Configuration(proxyBeanMethods = false)
class PaymentNavigation {

    @Bean
    WorkNavItem codesToCheck() {
        return new WorkNavItem(330, "/kerja/kode-bayar", "payment.code.nav", Permission.CHECK_PAYMENT_CODES.roles());
    }
}
