package id.cemara.registry.duplicates;

import gg.jte.Content;
import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// Section of `/kerja/kelompok/{number}` for both groups: the merges in force, each with a link to reverse
/// it.
@Component
public class MergeSection implements PageSection<WorkGroupPage> {

    private final Merges merges;
    private final DuplicateCases cases;
    private final Sections sections;

    MergeSection(Merges merges, DuplicateCases cases, @Lazy Sections sections) {
        this.merges = merges;
        this.cases = cases;
        this.sections = sections;
    }

    /// A merge and its case.
    ///
    /// @param found the case, whose page offers the reversal; empty for a merge through the API without a
    /// case
    public record Line(Merge merge, Optional<UUID> found) {

        /// The case's URL; empty without a case.
        public String address() {
            return found.map(id -> "/kerja/ganda/" + id).orElse("");
        }
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        if (!Permission.MERGE_GROUPS.allows(CurrentActor.get())) {
            return Optional.empty();
        }
        List<Line> lines = merges.of(page.id()).stream()
                .map(merge -> new Line(merge, cases.of(merge.fromGroup(), merge.intoGroup())))
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(sections.render("registry/merge-section", Map.of("lines", lines)));
    }
}
