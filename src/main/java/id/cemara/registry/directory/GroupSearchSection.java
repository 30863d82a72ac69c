package id.cemara.registry.directory;

import gg.jte.Content;
import id.cemara.shared.AreaCode;
import id.cemara.shell.PageSection;
import id.cemara.shell.SearchPage;
import id.cemara.shell.Sections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// The groups section of the search page `/cari`.
@Component
final class GroupSearchSection implements PageSection<SearchPage> {

    private static final int SHOWN = 6;

    private final Directory directory;
    private final Sections sections;

    GroupSearchSection(Directory directory, @Lazy Sections sections) {
        this.directory = directory;
        this.sections = sections;
    }

    @Override
    public Class<SearchPage> page() {
        return SearchPage.class;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> render(SearchPage page) {
        var filter = new DirectoryFilter(
                Optional.of(page.text()), Optional.<AreaCode>empty(), List.of(), List.of(), List.of());
        return Optional.of(sections.render(
                "registry/found-groups", Map.of("q", page.text(), "page", directory.page(filter, SHOWN, null))));
    }
}
