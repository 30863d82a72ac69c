package id.cemara.permit;

import id.cemara.identity.Permission;
import id.cemara.registry.GroupPage;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds permits to a group's pages, and the expiring ones to the work space.
@Configuration(proxyBeanMethods = false)
class PermitConfiguration {

    @Bean
    WorkNavItem permitsEnding() {
        return new WorkNavItem(400, "/kerja/izin", "permit.nav", Permission.FOLLOW_UP.roles());
    }

    @Bean
    Todo permitsToRenew(PermitAlarms alarms) {
        return new Todo(400, Permission.EDIT_PERMITS.roles(), alarms::todo);
    }

    /// Kind, number and last day of valid permits.
    @Bean
    PageSection<GroupPage> publicPermits(Permits permits) {
        return PageSection.of(GroupPage.class, 200, "permit/section", page -> {
            if (page.group().verifiedOn() == null) {
                return Optional.empty();
            }
            List<Permit> shown = permits.shown(page.group().id());
            return shown.isEmpty() ? Optional.empty() : Optional.of(Map.of("permits", shown));
        });
    }

    /// Alarms and the suggested next step.
    @Bean
    PageSection<WorkGroupPage> permitsOfGroup(Permits permits) {
        return PageSection.of(WorkGroupPage.class, 400, "permit/work-section", page -> {
            if (!Permission.SEE_MEMBERS.isGranted()) {
                return Optional.empty();
            }
            List<Permit> all = permits.overview(page.id());
            return Optional.of(Map.of(
                    "number",
                    page.number(),
                    "permits",
                    all,
                    "checklist",
                    Checklist.of(all),
                    "mayManage",
                    page.isActive() && Permission.EDIT_PERMITS.isGranted()));
        });
    }
}
