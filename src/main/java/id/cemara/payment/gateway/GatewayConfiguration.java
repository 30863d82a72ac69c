package id.cemara.payment.gateway;

import id.cemara.identity.Permission;
import id.cemara.shell.WorkNavItem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the gateway's entry to the work space's navigation if it is enabled.
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    @ConditionalOnProperty("cemara.payment.midtrans.server-key")
    WorkNavItem gatewayLooks() {
        return new WorkNavItem(330, "/kerja/gerbang-bayar", "payment.gateway.nav", Permission.CHECK_GATEWAY.roles());
    }
}
