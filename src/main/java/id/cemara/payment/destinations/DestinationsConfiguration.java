package id.cemara.payment.destinations;

import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds payment methods to the work space: the group's, and those that wait to be checked.
@Configuration(proxyBeanMethods = false)
class DestinationsConfiguration {

    private static final String WAITING = "/kerja/kode-bayar";

    @Bean
    WorkNavItem codesToCheck() {
        return new WorkNavItem(330, WAITING, "payment.code.nav", Permission.CHECK_PAYMENT_CODES.roles());
    }

    @Bean
    Todo destinationsWaiting(DestinationList destinations) {
        return Todo.counting(
                330,
                Permission.CHECK_PAYMENT_CODES.roles(),
                WAITING,
                "payment.todo.waiting",
                destinations::countWaiting);
    }

    @Bean
    PageSection<WorkGroupPage> destinationsOfGroup(DestinationList destinations) {
        return PageSection.of(
                WorkGroupPage.class,
                330,
                "payment/work-section",
                page -> Permission.SEE_MEMBERS.isGranted()
                        ? Optional.of(Map.of(
                                "number",
                                page.number(),
                                "view",
                                new DestinationsView(destinations.overview(page.id())),
                                "mayManage",
                                page.isActive()
                                        && (Permission.SELL.isGranted() || Permission.CHECK_PAYMENT_CODES.isGranted())))
                        : Optional.empty());
    }
}
