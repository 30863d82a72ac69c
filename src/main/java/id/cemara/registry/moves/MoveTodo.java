package id.cemara.registry.moves;

import id.cemara.identity.Permission;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.Todo;
import id.cemara.shell.WorkNavItem;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Reminds an office of moves that await its decision, and of answers to its own proposals.
@Component
class MoveTodo implements Todo {

    private final Moves moves;
    private final Frames frames;

    MoveTodo(Moves moves, Frames frames) {
        this.moves = moves;
        this.frames = frames;
    }

    @Bean
    static WorkNavItem movesNavItem() {
        return new WorkNavItem(45, "/kerja/pindah", "registry.moves.nav", Permission.MOVE_GROUPS.roles());
    }

    @Override
    public int order() {
        return 145;
    }

    @Override
    public List<Item> items() {
        if (!Permission.MOVE_GROUPS.allows(CurrentActor.get())) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        long waiting = moves.countIncoming();
        if (waiting > 0) {
            items.add(new Item(frames.current().t("registry.moves.todo", waiting), "/kerja/pindah"));
        }
        long answered = moves.countAnswered();
        if (answered > 0) {
            items.add(new Item(
                    frames.current().t("registry.moves.todo.answered", answered), "/kerja/pindah?keadaan=diputuskan"));
        }
        return items;
    }
}
