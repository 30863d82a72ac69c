package id.cemara.market.shop;

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

/// A summary of the shop on `/kerja/kelompok/{number}`.
@Component
class ShopSection implements PageSection<WorkGroupPage> {

    private final Shops shops;
    private final Sections sections;

    ShopSection(Shops shops, @Lazy Sections sections) {
        this.shops = shops;
        this.sections = sections;
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 250;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        return page.isActive() && Permission.SELL.allows(CurrentActor.get())
                ? Optional.of(sections.render(
                        "market/shop/work-section", Map.of("number", page.number(), "shop", shops.of(page.id()))))
                : Optional.empty();
    }
}
