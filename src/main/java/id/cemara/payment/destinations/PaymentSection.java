package id.cemara.payment.destinations;

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

/// A section of `/kerja/kelompok/{number}`: the group's payment methods, with a link to change them.
@Component
class PaymentSection implements PageSection<WorkGroupPage> {

    private final Destinations destinations;
    private final Sections sections;

    PaymentSection(Destinations destinations, @Lazy Sections sections) {
        this.destinations = destinations;
        this.sections = sections;
    }

    @Override
    public Class<WorkGroupPage> page() {
        return WorkGroupPage.class;
    }

    @Override
    public int order() {
        return 330;
    }

    @Override
    public Optional<Content> render(WorkGroupPage page) {
        if (!Permission.SEE_MEMBERS.allows(CurrentActor.get())) {
            return Optional.empty();
        }
        return Optional.of(sections.render(
                "payment/work-section",
                Map.of(
                        "number",
                        page.number(),
                        "view",
                        new DestinationsView(destinations.overview(page.id())),
                        "mayManage",
                        page.isActive()
                                && (Permission.SELL.allows(CurrentActor.get())
                                        || Permission.CHECK_PAYMENT_CODES.allows(CurrentActor.get())))));
    }
}
