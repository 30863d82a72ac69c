package id.cemara.registry.duplicates;

import id.cemara.identity.Permission;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Reminds an office of open duplicate cases whose groups are both in its scope.
@Component
class DuplicateTodo implements Todo {

    private final DuplicateCases cases;
    private final Frames frames;

    DuplicateTodo(DuplicateCases cases, Frames frames) {
        this.cases = cases;
        this.frames = frames;
    }

    @Bean
    static WorkNavItem duplicatesNavItem() {
        return new WorkNavItem(40, "/kerja/ganda", "registry.duplicates.nav", Permission.MERGE_GROUPS.roles());
    }

    @Override
    public int order() {
        return 140;
    }

    @Override
    public List<Item> items() {
        if (!Permission.MERGE_GROUPS.allows(CurrentActor.get())) {
            return List.of();
        }
        long waiting = cases.countWaiting();
        return waiting == 0
                ? List.of()
                : List.of(new Item(frames.current().t("registry.duplicates.todo", waiting), "/kerja/ganda"));
    }
}
