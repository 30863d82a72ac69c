package id.cemara.permit;

import gg.jte.Content;
import id.cemara.identity.Permission;
import id.cemara.registry.GroupPage;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// Sections with permits on a group's pages.
final class PermitSections {

    private PermitSections() {}

    /// Section of `/kelompok/{slug}`: kind, number and last day of valid permits.
    @Component
    static final class ForEverybody implements PageSection<GroupPage> {

        private final Permits permits;
        private final Sections sections;

        ForEverybody(Permits permits, @Lazy Sections sections) {
            this.permits = permits;
            this.sections = sections;
        }

        @Override
        public Class<GroupPage> page() {
            return GroupPage.class;
        }

        @Override
        public int order() {
            return 200;
        }

        @Override
        public Optional<Content> render(GroupPage page) {
            if (page.group().verifiedOn() == null) {
                return Optional.empty();
            }
            List<Permit> shown = permits.shown(page.group().id());
            return shown.isEmpty()
                    ? Optional.empty()
                    : Optional.of(sections.render("permit/section", Map.of("permits", shown)));
        }
    }

    /// Section of `/kerja/kelompok/{number}`: alarms and the suggested next step.
    @Component
    static final class ForWork implements PageSection<WorkGroupPage> {

        private final Permits permits;
        private final Sections sections;

        ForWork(Permits permits, @Lazy Sections sections) {
            this.permits = permits;
            this.sections = sections;
        }

        @Override
        public Class<WorkGroupPage> page() {
            return WorkGroupPage.class;
        }

        @Override
        public int order() {
            return 400;
        }

        @Override
        public Optional<Content> render(WorkGroupPage page) {
            if (!Permission.SEE_MEMBERS.allows(CurrentActor.get())) {
                return Optional.empty();
            }
            List<Permit> all = permits.overview(page.id());
            return Optional.of(sections.render(
                    "permit/work-section",
                    Map.of(
                            "number",
                            page.number(),
                            "permits",
                            all,
                            "checklist",
                            Checklist.of(all),
                            "mayManage",
                            page.isActive() && Permission.EDIT_PERMITS.allows(CurrentActor.get()))));
        }
    }
}
