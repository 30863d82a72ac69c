package id.cemara.registry.desk;

import id.cemara.identity.Permission;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.WorkGroupPage;
import id.cemara.registry.groups.PublicChange;
import id.cemara.registry.groups.PublicChanges;
import id.cemara.shared.Role;
import id.cemara.shell.Frames;
import id.cemara.shell.PageSection;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds groups, and changes of their public facts, to the work space.
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    private static final String GROUPS = "/kerja/kelompok";
    private static final String CHANGES = "/kerja/perubahan";

    @Bean
    WorkNavItem workGroups() {
        Set<Role> staff = Permission.SEE_RECORDS.roles();
        staff.remove(Role.GROUP_OFFICER);
        return new WorkNavItem(10, GROUPS, "registry.work.title", staff);
    }

    @Bean
    WorkNavItem ownGroups() {
        return new WorkNavItem(10, GROUPS, "registry.work.own", Set.of(Role.GROUP_OFFICER));
    }

    @Bean
    WorkNavItem publicChangesNavItem() {
        return new WorkNavItem(35, CHANGES, "registry.changes.nav", Permission.REVIEW_GROUPS.roles());
    }

    /// Groups to verify, to correct or to submit.
    @Bean
    Todo groupsWaiting(GroupsInScope groups) {
        return new Todo(
                100,
                Permission.EDIT_GROUPS.roles(),
                () -> groups.counts().stream()
                        .filter(count -> switch (count.state()) {
                            case "submitted" -> Permission.REVIEW_GROUPS.isGranted();
                            case "returned", "draft" -> true;
                            default -> false;
                        })
                        .map(count -> new Todo.Item(
                                GROUPS + "?state=" + count.state(),
                                "registry.todo." + count.state(),
                                List.of(count.groups())))
                        .toList());
    }

    @Bean
    Todo publicChangesWaiting(PublicChanges changes) {
        return Todo.counting(
                110, Permission.REVIEW_GROUPS.roles(), CHANGES, "registry.changes.todo", changes::countWaiting);
    }

    /// Changes awaiting review, and those taken back with the reason.
    @Bean
    PageSection<WorkGroupPage> publicChangesOfGroup(PublicChanges changes, Frames frames) {
        return PageSection.of(WorkGroupPage.class, 40, "registry/public-change-section", page -> {
            if (!Permission.EDIT_GROUPS.isGranted() || !page.isActive()) {
                return Optional.empty();
            }
            List<PublicChange> found = changes.of(page.id()).stream()
                    .map(change -> PublicChangeController.shown(
                            change, frames.current().texts()))
                    .toList();
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Map.of("changes", found, "mayDecide", Permission.REVIEW_GROUPS.isGranted()));
        });
    }
}
