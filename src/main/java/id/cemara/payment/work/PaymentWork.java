package id.cemara.payment.work;

import id.cemara.shared.Role;
import id.cemara.shell.WorkNavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What payment adds to the work space's navigation.
@Configuration(proxyBeanMethods = false)
class PaymentWork {

    @Bean
    WorkNavItem codesToCheck() {
        return new WorkNavItem(
                330, "/kerja/kode-bayar", "payment.code.nav", Set.of(Role.FIELD_OFFICER, Role.DISTRICT_OFFICE));
    }
}
