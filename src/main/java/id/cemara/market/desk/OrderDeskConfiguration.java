package id.cemara.market.desk;

import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds orders to the work space: counts of the piles, with links to desk and sales.
@Configuration(proxyBeanMethods = false)
class OrderDeskConfiguration {

    @Bean
    WorkNavItem ordersOfGroups() {
        return new WorkNavItem(310, "/kerja/pesanan", "market.sell.nav", Permission.SEE_MEMBERS.roles());
    }

    @Bean
    Todo ordersWaiting(OrderDesk desk) {
        return new Todo(310, Permission.SELL.roles(), desk::todo);
    }

    @Bean
    PageSection<WorkGroupPage> ordersOfGroup(OrderDesk desk) {
        return PageSection.of(
                WorkGroupPage.class,
                310,
                "market/desk/work-section",
                page -> Permission.SEE_MEMBERS.isGranted()
                        ? Optional.of(Map.of("number", page.number(), "counts", desk.counts(page.id())))
                        : Optional.empty());
    }
}
