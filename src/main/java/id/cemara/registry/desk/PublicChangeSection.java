package id.cemara.registry.desk;

import gg.jte.Content;
import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.registry.groups.PublicChange;
import id.cemara.registry.groups.PublicChanges;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.Frames;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// Section of `/kerja/kelompok/{number}`: changes awaiting review, and those taken back with the reason.
@Component
class PublicChangeSection implements PageSection<WorkGroupPage> {

    private final PublicChanges changes;
    private final Frames frames;
    private final Sections sections;

    PublicChangeSection(PublicChanges changes, Frames frames, @Lazy Sections sections) {
        this.changes = changes;
        this.frames = frames;
        this.sections = sections;
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        if (!Permission.EDIT_GROUPS.allows(CurrentActor.get()) || !page.isActive()) {
            return Optional.empty();
        }
        List<PublicChange> found = changes.of(page.id()).stream()
                .map(change ->
                        PublicChangeController.shown(change, frames.current().texts()))
                .toList();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(sections.render(
                        "registry/public-change-section",
                        Map.of("changes", found, "mayDecide", Permission.REVIEW_GROUPS.allows(CurrentActor.get()))));
    }
}
