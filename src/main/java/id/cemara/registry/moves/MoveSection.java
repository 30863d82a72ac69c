package id.cemara.registry.moves;

import gg.jte.Content;
import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// Section of `/kerja/kelompok/{number}`: proposed and past moves, and a link to propose one.
@Component
class MoveSection implements PageSection<WorkGroupPage> {

    private final Moves moves;
    private final Sections sections;

    MoveSection(Moves moves, @Lazy Sections sections) {
        this.moves = moves;
        this.sections = sections;
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 800;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        List<Move> all = moves.of(page.id());
        // For an unverified group the village is simply edited.
        boolean mayMove = Permission.MOVE_GROUPS.allows(CurrentActor.get())
                && page.state().equals("verified");
        if (all.isEmpty() && !mayMove) {
            return Optional.empty();
        }
        boolean mayPropose = mayMove && all.stream().noneMatch(Move::isOpen);
        return Optional.of(sections.render(
                "registry/moves/section", Map.of("number", page.number(), "moves", all, "mayPropose", mayPropose)));
    }
}
