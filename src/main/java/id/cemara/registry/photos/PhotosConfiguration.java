package id.cemara.registry.photos;

import id.cemara.identity.Permission;
import id.cemara.registry.GroupPage;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shell.PageSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds a group's pictures to its public page, if it was verified and has some, and to the work space.
@Configuration(proxyBeanMethods = false)
class PhotosConfiguration {

    @Bean
    PageSection<GroupPage> publicPhotos(GroupPhotos photos) {
        return PageSection.of(GroupPage.class, 100, "registry/photos/section", page -> {
            if (page.group().verifiedOn() == null) {
                return Optional.empty();
            }
            List<Photo> shown = photos.of(page.group().id());
            return shown.isEmpty() ? Optional.empty() : Optional.of(Map.of("photos", shown));
        });
    }

    @Bean
    PageSection<WorkGroupPage> photosOfGroup(GroupPhotos photos) {
        return PageSection.of(
                WorkGroupPage.class,
                300,
                "registry/photos/work-section",
                page -> Optional.of(Map.of(
                        "number",
                        page.number(),
                        "photos",
                        photos.of(page.id()),
                        "mayManage",
                        page.isActive() && Permission.EDIT_GROUPS.isGranted())));
    }
}
