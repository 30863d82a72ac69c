package id.cemara.market.feedback;

import id.cemara.identity.Permission;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds complaints and reviews to the work space.
@Configuration(proxyBeanMethods = false)
class FeedbackConfiguration {

    @Bean
    WorkNavItem complaintsItem() {
        return new WorkNavItem(330, "/kerja/keluhan", "market.complaint.nav", Permission.SEE_MEMBERS.roles());
    }

    @Bean
    WorkNavItem reviewsItem() {
        return new WorkNavItem(340, "/kerja/ulasan", "market.review.nav", Permission.SEE_MEMBERS.roles());
    }

    @Bean
    Todo complaintsWaiting(Complaints complaints) {
        return Todo.counting(
                331, Permission.SELL.roles(), "/kerja/keluhan", "market.complaint.todo", complaints::waiting);
    }
}
