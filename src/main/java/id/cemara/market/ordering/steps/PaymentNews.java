package id.cemara.market.ordering.steps;

import id.cemara.payment.PaymentChanged;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.TransactionTemplate;

/// Applies payment events to orders. The event only names the payment, whose current state is read under
/// the order's lock, so events may come twice, late and in any order.
@Component
class PaymentNews {

    private static final Actor SYSTEM = new Actor.System("payment-news", List.of(Actor.EVERYWHERE));

    private final TransactionTemplate transaction;
    private final OrderSteps steps;

    PaymentNews(TransactionTemplate transaction, OrderSteps steps) {
        this.transaction = transaction;
        this.steps = steps;
    }

    @ApplicationModuleListener(propagation = Propagation.NOT_SUPPORTED)
    void on(PaymentChanged news) {
        CurrentActor.run(SYSTEM, () -> transaction.executeWithoutResult(status -> steps.hear(news.reference())));
    }
}
