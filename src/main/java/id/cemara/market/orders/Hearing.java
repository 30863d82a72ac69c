package id.cemara.market.orders;

import id.cemara.market.By;
import id.cemara.market.OrderStep;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Lets an order follow what a payment provider says, in the system's name and the caller's transaction. What counts is
/// the payment as it is now; hearing it again changes nothing.
@Component
public class Hearing {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final OrderBook book;
    private final Payments payments;
    private final Clock clock;

    Hearing(OrderBook book, Payments payments, Clock clock) {
        this.book = book;
        this.payments = payments;
        this.clock = clock;
    }

    /// Hears how the order's payment stands once the order is held: news that was overtaken tells nothing old.
    /// A payment may be of something else than an order; then nothing follows.
    void hear(String code) {
        if (book.find(code).isEmpty()) {
            LOG.info("Payment {} is of no order; nothing follows from its news.", code);
            return;
        }
        hear(code, payments.of(code));
    }

    /// Hears how the order's payment stands.
    public void hear(String code, PaymentView payment) {
        HeldOrder order = book.held(code);
        switch (payment.status()) {
            case NONE, CLAIMED -> {}
            case CONFIRMED -> {
                if (order.paid() != PaymentStatus.CONFIRMED) {
                    book.paid(
                            order,
                            rule(OrderStep.CONFIRM_PAYMENT, order).target(order.status()),
                            payment,
                            By.SYSTEM,
                            null);
                }
                book.partlyRefunded(order, payment);
            }
            case REFUNDED -> {
                if (order.paid() != PaymentStatus.REFUNDED) {
                    refunded(order.paid() == PaymentStatus.CONFIRMED ? order : onceMore(order, payment));
                }
            }
        }
    }

    /// What went back was there before, so the order takes both steps; but it takes no goods for money that is gone.
    private HeldOrder onceMore(HeldOrder order, PaymentView payment) {
        OrderMachine.Rule rule = rule(OrderStep.CONFIRM_PAYMENT, order);
        return book.change(
                order,
                book.paid(order, payment).in(rule.target(order.status())),
                OrderStep.CONFIRM_PAYMENT,
                By.SYSTEM,
                null);
    }

    /// An order that still holds goods ends with its money; goods that left stay where they are.
    private void refunded(HeldOrder order) {
        OrderMachine.Rule rule = rule(OrderStep.REFUND, order);
        book.change(
                order,
                order.state()
                        .in(rule.target(order.status()))
                        .paying(PaymentStatus.REFUNDED)
                        .late(false),
                OrderStep.REFUND,
                By.SYSTEM,
                null);
    }

    private OrderMachine.Rule rule(OrderStep step, HeldOrder order) {
        return OrderMachine.require(step, order.standing(), By.SYSTEM, null, clock.instant());
    }
}
