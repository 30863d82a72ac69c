package id.cemara.market.feedback;

import id.cemara.identity.Permission;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VoiceNavigation {

    @Bean
    WorkNavItem complaintsItem() {
        return new WorkNavItem(330, "/kerja/keluhan", "market.complaint.nav", Permission.SEE_MEMBERS.roles());
    }

    @Bean
    WorkNavItem reviewsItem() {
        return new WorkNavItem(340, "/kerja/ulasan", "market.review.nav", Permission.SEE_MEMBERS.roles());
    }

    @Bean
    Todo complaintsWaiting(Complaints complaints, Frames frames) {
        return new Todo() {
            @Override
            public int order() {
                return 330;
            }

            @Override
            public List<Item> items() {
                if (!Permission.SELL.allows(CurrentActor.get())) {
                    return List.of();
                }
                int waiting = complaints.waiting();
                return waiting == 0
                        ? List.of()
                        : List.of(new Item(frames.current().t("market.complaint.todo", waiting), "/kerja/keluhan"));
            }
        };
    }
}
