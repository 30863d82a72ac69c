package id.cemara.registry.desk;

import id.cemara.identity.Permission;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reminds the kabupaten's office of groups to verify, and officers of groups to correct or to submit.
@Component
class GroupTodo implements Todo {

    private final GroupsInScope groups;
    private final Frames frames;

    GroupTodo(GroupsInScope groups, Frames frames) {
        this.groups = groups;
        this.frames = frames;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public List<Item> items() {
        Actor actor = CurrentActor.get();
        List<Item> items = new ArrayList<>();
        for (GroupsInScope.StateCount count : groups.counts()) {
            boolean isMine =
                    switch (count.state()) {
                        case "submitted" -> Permission.REVIEW_GROUPS.allows(actor);
                        case "returned", "draft" -> Permission.EDIT_GROUPS.allows(actor);
                        default -> false;
                    };
            if (isMine) {
                items.add(new Item(
                        frames.current().t("registry.todo." + count.state(), count.groups()),
                        "/kerja/kelompok?state=" + count.state()));
            }
        }
        return items;
    }
}
