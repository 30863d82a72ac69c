package id.cemara.market.desk;

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
import org.springframework.transaction.support.TransactionTemplate;

/// A section of `/kerja/kelompok/{number}`: counts of the piles, with links to desk and sales.
@Component
final class OrdersSection implements PageSection<WorkGroupPage> {

    private final OrderDesk desk;
    private final TransactionTemplate transaction;
    private final Sections sections;

    OrdersSection(OrderDesk desk, TransactionTemplate transaction, @Lazy Sections sections) {
        this.desk = desk;
        this.transaction = transaction;
        this.sections = sections;
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 310;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        if (!Permission.SEE_MEMBERS.allows(CurrentActor.get())) {
            return Optional.empty();
        }
        Map<Pile, Long> counts = transaction.execute(status -> desk.counts(page.id()));
        return Optional.of(sections.render(
                "market/desk/work-section",
                Map.of("number", page.number(), "counts", counts == null ? Map.of() : counts)));
    }
}
