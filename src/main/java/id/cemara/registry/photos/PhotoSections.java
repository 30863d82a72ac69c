package id.cemara.registry.photos;

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

/// Sections with a group's pictures, on its public page and in the work space.
final class PhotoSections {

    private PhotoSections() {}

    /// Section of `/kelompok/{slug}`, shown if the group was verified and has pictures.
    @Component
    static final class ForEverybody implements PageSection<GroupPage> {

        private final GroupPhotos photos;
        private final Sections sections;

        ForEverybody(GroupPhotos photos, @Lazy Sections sections) {
            this.photos = photos;
            this.sections = sections;
        }

        @Override
        public Class<GroupPage> page() {
            return GroupPage.class;
        }

        @Override
        public int order() {
            return 100;
        }

        @Override
        public Optional<Content> render(GroupPage page) {
            if (page.group().verifiedOn() == null) {
                return Optional.empty();
            }
            List<Photo> shown = photos.of(page.group().id());
            return shown.isEmpty()
                    ? Optional.empty()
                    : Optional.of(sections.render("registry/photos/section", Map.of("photos", shown)));
        }
    }

    /// Section of `/kerja/kelompok/{number}`.
    @Component
    static final class ForWork implements PageSection<WorkGroupPage> {

        private final GroupPhotos photos;
        private final Sections sections;

        ForWork(GroupPhotos photos, @Lazy Sections sections) {
            this.photos = photos;
            this.sections = sections;
        }

        @Override
        public Class<WorkGroupPage> page() {
            return WorkGroupPage.class;
        }

        @Override
        public int order() {
            return 300;
        }

        @Override
        public Optional<Content> render(WorkGroupPage page) {
            return Optional.of(sections.render(
                    "registry/photos/work-section",
                    Map.of(
                            "number",
                            page.number(),
                            "photos",
                            photos.of(page.id()),
                            "mayManage",
                            page.isActive() && Permission.EDIT_GROUPS.allows(CurrentActor.get()))));
        }
    }
}
