package id.cemara.registry.desk;

import id.cemara.identity.Permission;
import id.cemara.registry.groups.PublicChanges;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Reminds the kabupaten's office of open changes to public facts.
@Component
class PublicChangeTodo implements Todo {

    private final PublicChanges changes;
    private final Frames frames;

    PublicChangeTodo(PublicChanges changes, Frames frames) {
        this.changes = changes;
        this.frames = frames;
    }

    @Bean
    static WorkNavItem publicChangesNavItem() {
        return new WorkNavItem(35, "/kerja/perubahan", "registry.changes.nav", Permission.REVIEW_GROUPS.roles());
    }

    @Override
    public int order() {
        return 110;
    }

    @Override
    public List<Item> items() {
        if (!Permission.REVIEW_GROUPS.allows(CurrentActor.get())) {
            return List.of();
        }
        long waiting = changes.countWaiting();
        return waiting == 0
                ? List.of()
                : List.of(new Item(frames.current().t("registry.changes.todo", waiting), "/kerja/perubahan"));
    }
}
