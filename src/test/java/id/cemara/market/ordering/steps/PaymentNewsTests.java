package id.cemara.market.ordering.steps;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.WritingTest;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

/// Payment events applied to orders.
@WritingTest
@ExtendWith(OutputCaptureExtension.class)
class PaymentNewsTests {

    @Autowired
    private OrderSteps steps;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void news_of_a_payment_without_an_order_is_no_error(CapturedOutput output) {
        CurrentActor.run(
                new Actor.System("payment-news", List.of(Actor.EVERYWHERE)),
                () -> transaction.executeWithoutResult(status -> steps.hear("TANPA-PESANAN")));
        assertThat(output).contains("Payment TANPA-PESANAN is of no order").doesNotContain("ERROR");
    }
}
