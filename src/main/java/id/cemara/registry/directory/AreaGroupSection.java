package id.cemara.registry.directory;

import gg.jte.Content;
import id.cemara.area.AreaPage;
import id.cemara.shell.NavItem;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/// Lists an area's groups on its page; also adds the directory to the navigation.
@Component
class AreaGroupSection implements PageSection<AreaPage> {

    private static final int SHOWN = 12;

    private final Directory directory;
    private final Sections sections;

    AreaGroupSection(Directory directory, Sections sections) {
        this.directory = directory;
        this.sections = sections;
    }

    @Bean
    static NavItem registryNavItem() {
        return new NavItem(200, "/kelompok", "registry.nav");
    }

    @Override
    public Class<AreaPage> page() {
        return AreaPage.class;
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public Optional<Content> render(AreaPage page) {
        var filter =
                new DirectoryFilter(Optional.empty(), Optional.of(page.area().code()), List.of(), List.of(), List.of());
        return Optional.of(sections.render(
                "registry/area-groups",
                Map.of(
                        "groups", directory.page(filter, SHOWN, null).groups(),
                        "code", page.area().code().value(),
                        "name", page.area().name())));
    }
}
