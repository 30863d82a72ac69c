package id.cemara.registry.moves;

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

/// Adds moves to the work space: those that await the office's decision, the answers to its own proposals,
/// and a group's moves on its page.
@Configuration(proxyBeanMethods = false)
class MovesConfiguration {

    @Bean
    WorkNavItem movesNavItem() {
        return new WorkNavItem(45, "/kerja/pindah", "registry.moves.nav", Permission.MOVE_GROUPS.roles());
    }

    @Bean
    Todo movesWaiting(Moves moves) {
        return Todo.counting(
                145, Permission.MOVE_GROUPS.roles(), "/kerja/pindah", "registry.moves.todo", moves::countIncoming);
    }

    @Bean
    Todo movesAnswered(Moves moves) {
        return Todo.counting(
                146,
                Permission.MOVE_GROUPS.roles(),
                "/kerja/pindah?keadaan=diputuskan",
                "registry.moves.todo.answered",
                moves::countAnswered);
    }

    @Bean
    PageSection<WorkGroupPage> movesOfGroup(Moves moves) {
        return PageSection.of(WorkGroupPage.class, 800, "registry/moves/section", page -> {
            List<Move> all = moves.of(page.id());
            // For an unverified group the village is simply edited.
            boolean mayMove = Permission.MOVE_GROUPS.isGranted() && page.state().equals("verified");
            if (all.isEmpty() && !mayMove) {
                return Optional.empty();
            }
            boolean mayPropose = mayMove && all.stream().noneMatch(Move::isOpen);
            return Optional.of(Map.of("number", page.number(), "moves", all, "mayPropose", mayPropose));
        });
    }
}
