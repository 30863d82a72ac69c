package id.cemara.market.catalog;

import gg.jte.Content;
import id.cemara.identity.Permission;
import id.cemara.registry.WorkGroupPage;
import id.cemara.shared.CurrentActor;
import id.cemara.shell.PageSection;
import id.cemara.shell.Sections;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// The products section of `/kerja/kelompok/{number}`, with counts and links.
@Component
final class ProductSections implements PageSection<WorkGroupPage> {

    private final ProductList list;
    private final Sections sections;

    ProductSections(ProductList list, @Lazy Sections sections) {
        this.list = list;
        this.sections = sections;
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 320;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        return Optional.of(sections.render(
                "market/catalog/work-section",
                Map.of(
                        "number",
                        page.number(),
                        "counts",
                        list.counts(new ProductList.Filter(page.number(), null, null)),
                        "maySell",
                        page.isActive() && Permission.SELL.allows(CurrentActor.get()))));
    }
}
