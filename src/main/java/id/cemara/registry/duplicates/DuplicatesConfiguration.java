package id.cemara.registry.duplicates;

import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds duplicate cases to the work space, and the merges in force to the pages of both groups.
@Configuration(proxyBeanMethods = false)
class DuplicatesConfiguration {

    @Bean
    WorkNavItem duplicatesNavItem() {
        return new WorkNavItem(40, "/kerja/ganda", "registry.duplicates.nav", Permission.MERGE_GROUPS.roles());
    }

    /// Open cases whose groups are both in scope.
    @Bean
    Todo duplicatesWaiting(DuplicateCases cases) {
        return Todo.counting(
                140, Permission.MERGE_GROUPS.roles(), "/kerja/ganda", "registry.duplicates.todo", cases::countWaiting);
    }

    @Bean
    PageSection<WorkGroupPage> mergesOfGroup(Merges merges, DuplicateCases cases) {
        return PageSection.of(WorkGroupPage.class, 50, "registry/merge-section", page -> {
            if (!Permission.MERGE_GROUPS.isGranted()) {
                return Optional.empty();
            }
            List<MergeWithCase> lines = merges.of(page.id()).stream()
                    .map(merge -> new MergeWithCase(merge, cases.of(merge.fromGroup(), merge.intoGroup())))
                    .toList();
            return lines.isEmpty() ? Optional.empty() : Optional.of(Map.of("lines", lines));
        });
    }
}
