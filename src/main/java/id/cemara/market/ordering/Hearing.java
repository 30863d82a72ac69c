package id.cemara.market.ordering;

import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Applies a payment's current status to its order, in the caller's transaction and on behalf of the
/// system. Idempotent.
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

    /// Locks the order, then reads the payment, so a stale event cannot apply an old state. Payments of
    /// anything but orders are ignored.
    void hear(String code) {
        if (book.find(code).isEmpty()) {
            LOG.info("Payment {} is of no order; nothing follows from its news.", code);
            return;
        }
        hear(code, payments.of(code));
    }

    /// Applies this payment, read while the order is locked or just being placed.
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

    /// A refund can arrive before the payment it refunds. The order then takes both steps, but does not
    /// reserve its goods again, because the money is gone.
    private HeldOrder onceMore(HeldOrder order, PaymentView payment) {
        OrderMachine.Rule rule = rule(OrderStep.CONFIRM_PAYMENT, order);
        return book.change(
                order,
                book.paid(order, payment).in(rule.target(order.status())),
                OrderStep.CONFIRM_PAYMENT,
                By.SYSTEM,
                null);
    }

    /// A refund cancels an order that still has reserved goods. After the goods left the shelf only the
    /// payment status changes.
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
