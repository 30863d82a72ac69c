package id.cemara.payment.gateway;

import id.cemara.identity.Permission;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the provider's messages to check to the work space; to its navigation only if the gateway is enabled.
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    private static final String ISSUES = "/kerja/gerbang-bayar";

    @Bean
    @ConditionalOnProperty("cemara.payment.midtrans.server-key")
    WorkNavItem gatewayLooks() {
        return new WorkNavItem(330, ISSUES, "payment.gateway.nav", Permission.CHECK_GATEWAY.roles());
    }

    @Bean
    Todo gatewayIssuesOpen(GatewayIssues issues) {
        return Todo.counting(330, Permission.CHECK_GATEWAY.roles(), ISSUES, "payment.gateway.todo", issues::countOpen);
    }
}
