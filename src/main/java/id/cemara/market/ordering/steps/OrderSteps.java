package id.cemara.market.ordering.steps;

import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.market.ordering.steps.OrderProblem.Shortfall;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentClaims;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.payment.Payments;
import id.cemara.shared.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Takes the steps of orders in the caller's transaction: loads an order under its lock, lets it decide
/// ([Order]), and carries the decision out. The order's row is locked before its payment and its goods.
@Component
public class OrderSteps {

    private static final Logger LOG = LoggerFactory.getLogger(OrderSteps.class);

    private final OrderBook book;
    private final BuyerLimits limits;
    private final Payments payments;
    private final PaymentClaims claims;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OrderSteps(
            OrderBook book,
            BuyerLimits limits,
            Payments payments,
            PaymentClaims claims,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.book = book;
        this.limits = limits;
        this.payments = payments;
        this.claims = claims;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /// Takes the step on behalf of the current actor. Idempotent per side: repeating the last step has no
    /// effect, unless it brings a new tracking number, or another note or receipt for a claimed payment.
    ///
    /// @throws Refused if the actor may not see the order or may not sell, if the order refuses the step,
    /// or if goods that must be reserved again are not available
    public void take(String code, OrderStep step, StepDetails given) {
        Order order = book.lock(code).orElseThrow(Refused::notFound);
        Party by = Party.of(order.group());
        if (by.isSeller()) {
            Permission.SELL.require();
        }
        StepDetails details = given.checked();
        boolean isDone = order.isDone(step, by, details)
                && (step != OrderStep.CLAIM_PAYMENT || claims.isClaimedSo(code, details.why(), details.picture()));
        if (isDone) {
            return;
        }
        TakenStep taken = order.take(step, by, details, clock.instant());
        save(taken.payment() == null ? taken : taken.with(moved(taken, details)));
    }

    /// Moves the payment as the step requires.
    private PaymentView moved(TakenStep taken, StepDetails details) {
        String code = taken.order().code();
        String why = details.why();
        String because = Objects.requireNonNullElse(why, taken.step().key());
        return switch (Objects.requireNonNull(taken.payment())) {
            case CLAIM -> claims.claim(code, why, details.picture());
            case DENY -> payments.deny(code, because);
            case CONFIRM -> payments.confirm(code, why);
            case REFUND -> payments.refund(code, because);
            case TAKE_BACK -> payments.takeBack(code, because);
        };
    }

    /// Takes the step on behalf of the system if it is due and nobody else holds the order.
    ///
    /// @return whether it was taken
    boolean takeIfDue(OrderStep step, String code) {
        Optional<Order> due = book.lockUnheld(code)
                .filter(order -> OrderRules.possible(order.facts(), Party.SYSTEM, clock.instant())
                        .contains(step));
        due.ifPresent(order -> save(bySystem(order, step)));
        return due.isPresent();
    }

    /// Applies the current status of the payment with that reference to its order, on behalf of the system.
    /// Idempotent. Locks the order, then reads the payment, so a stale event cannot apply an old state.
    /// Payments of anything but orders are ignored.
    void hear(String code) {
        book.lock(code)
                .ifPresentOrElse(
                        order -> hear(order, payments.of(code)),
                        () -> LOG.info("Payment {} is of no order; nothing follows from its news.", code));
    }

    /// As [#hear(String)], with a payment that was read while the order is locked or just being placed.
    public void hear(String code, PaymentView payment) {
        hear(book.lock(code).orElseThrow(Refused::notFound), payment);
    }

    private void hear(Order order, PaymentView payment) {
        switch (payment.status()) {
            case NONE, CLAIMED -> {}
            case CONFIRMED -> {
                if (order.paid() != PaymentStatus.CONFIRMED) {
                    save(bySystem(order, OrderStep.CONFIRM_PAYMENT).with(payment));
                }
                book.writeRefundedPart(order, payment.refunded(), clock.instant());
            }
            case REFUNDED -> {
                // A refund can arrive before the payment it refunds. The order then takes both steps, but
                // does not reserve its goods again, because the money is gone.
                Order paid = order.paid() == PaymentStatus.CONFIRMED || order.paid() == PaymentStatus.REFUNDED
                        ? order
                        : write(bySystem(order, OrderStep.CONFIRM_PAYMENT).with(payment));
                if (paid.paid() != PaymentStatus.REFUNDED) {
                    save(bySystem(paid, OrderStep.REFUND));
                }
            }
        }
    }

    private TakenStep bySystem(Order order, OrderStep step) {
        return order.take(step, Party.SYSTEM, StepDetails.NONE, clock.instant());
    }

    /// Saves the step. An order that money brings back ([Order#isRevivedByMoney()]) reserves its goods
    /// again and goes on if all of them are available; otherwise it stays paid late.
    private void save(TakenStep taken) {
        Order after = write(taken);
        boolean isBack =
                taken.step() == OrderStep.CONFIRM_PAYMENT && taken.order().isRevivedByMoney();
        if (isBack && book.reserveAll(after)) {
            write(bySystem(after, OrderStep.REVIVE));
        }
    }

    /// Moves the goods, writes order and history, closes the payment of an order that ends, and tells
    /// others.
    ///
    /// @throws Refused with the shortfalls if goods that must be reserved again are no longer available
    private Order write(TakenStep taken) {
        Order order = taken.order();
        if (taken.isReopening()) {
            payments.reopen(order.code());
        }
        List<Shortfall> missing = book.moveGoods(order, taken.shelfEffect());
        if (!missing.isEmpty()) {
            throw new Refused(new OrderProblem.TooLittleStock(missing));
        }
        book.write(taken);
        if (taken.isEnd()) {
            payments.close(order.code());
        }
        taken.events().forEach(events::publishEvent);
        if (taken.by() == Party.OFFICE) {
            audit.add(taken.auditEntry());
        }
        if (taken.isLimited()) {
            limits.check(List.of(order.id()));
        }
        return order.after(taken.after());
    }
}
