package id.cemara.registry.directory;

import id.cemara.area.AreaPage;
import id.cemara.shell.NavItem;
import id.cemara.shell.PageSection;
import id.cemara.shell.SearchPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Adds the directory to the public navigation, to an area's page and to the search page.
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    private static final int IN_AREA = 12;
    private static final int IN_SEARCH = 6;

    @Bean
    NavItem registryNavItem() {
        return new NavItem(200, "/kelompok", "registry.nav");
    }

    @Bean
    PageSection<AreaPage> groupsOfArea(Directory directory) {
        return PageSection.of(AreaPage.class, 300, "registry/area-groups", page -> {
            var filter = new DirectoryFilter(
                    Optional.empty(), Optional.of(page.area().code()), List.of(), List.of(), List.of());
            return Optional.of(Map.of(
                    "groups", directory.page(filter, IN_AREA, null).groups(),
                    "code", page.area().code().value(),
                    "name", page.area().name()));
        });
    }

    @Bean
    PageSection<SearchPage> foundGroups(Directory directory) {
        return PageSection.of(SearchPage.class, 100, "registry/found-groups", page -> {
            var filter =
                    new DirectoryFilter(Optional.of(page.text()), Optional.empty(), List.of(), List.of(), List.of());
            return Optional.of(Map.of("q", page.text(), "page", directory.page(filter, IN_SEARCH, null)));
        });
    }
}
