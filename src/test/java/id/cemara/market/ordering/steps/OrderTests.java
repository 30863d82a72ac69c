package id.cemara.market.ordering.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.cemara.market.OrderEnded;
import id.cemara.market.OrderPaid;
import id.cemara.market.OrderStatus;
import id.cemara.market.ordering.steps.OrderProblem.NothingToUndo;
import id.cemara.market.ordering.steps.OrderProblem.StepNotYet;
import id.cemara.market.ordering.steps.OrderProblem.WrongStep;
import id.cemara.market.ordering.steps.TakenStep.PaymentMove;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.Outdated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An order's life decided by the order alone: which steps it takes from whom, and what follows from them.
class OrderTests {

    private static final Instant NOW = Instant.parse("2026-07-01T03:00:00Z");
    private static final Duration OPEN = Duration.ofHours(24);
    private static final StepDetails WHY = StepDetails.because("alasan uji");

    /// Checks every state that all parties can lead to, for an order in time and one whose time ran out:
    /// every step that is possible is taken, and no other.
    @ParameterizedTest
    @EnumSource(PaymentMethod.class)
    void every_possible_step_can_be_taken_and_no_other(PaymentMethod method) {
        for (Delivery delivery : List.of(Delivery.PICKUP, Delivery.OWN)) {
            Set<OrderStatus> reached = EnumSet.noneOf(OrderStatus.class);
            Set<String> known = new HashSet<>();
            var waiting =
                    new ArrayDeque<>(List.of(placed(method, delivery), placed(method, delivery, NOW.minusSeconds(60))));
            while (!waiting.isEmpty()) {
                Order order = waiting.removeFirst();
                reached.add(order.status());
                for (Party by : Party.values()) {
                    for (OrderStep step : OrderStep.values()) {
                        boolean isPossible = possible(order, by).contains(step);
                        assertThat(isTaken(order, step, by))
                                .as("%s by %s of %s", step, by, order)
                                .isEqualTo(isPossible);
                        if (isPossible) {
                            Order next = after(order.take(step, by, WHY, NOW));
                            assertSound(next);
                            if (step != OrderStep.UNDO && known.add(state(next))) {
                                waiting.add(next);
                            }
                        }
                    }
                }
            }
            Set<OrderStatus> all = EnumSet.allOf(OrderStatus.class);
            if (delivery == Delivery.PICKUP) {
                all.remove(OrderStatus.SENT);
            }
            assertThat(reached).isEqualTo(all);
        }
    }

    @Test
    void the_reservation_ends_as_the_payment_method_says() {
        Order cash = placed(PaymentMethod.COD);
        assertThat(take(cash, OrderStep.CONFIRM, Party.GROUP).after().expiresAt())
                .as("the group said yes")
                .isNull();
        Order transfer = placed(PaymentMethod.TRANSFER);
        Order confirmed = after(take(transfer, OrderStep.CONFIRM, Party.GROUP));
        assertThat(confirmed.state().expiresAt()).as("waits for the money").isEqualTo(NOW.plus(OPEN));
        assertRefused(confirmed, OrderStep.PREPARE, Party.GROUP)
                .isEqualTo(new StepNotYet(OrderStep.PREPARE, "paid-if-first"));
        Order paid = after(take(confirmed, OrderStep.CONFIRM_PAYMENT, Party.GROUP));
        assertThat(paid.state().expiresAt()).isNull();
        assertThat(paid.state().paidAt()).isEqualTo(NOW);
        assertThat(after(take(paid, OrderStep.PREPARE, Party.GROUP)).status()).isEqualTo(OrderStatus.IN_PREPARATION);
        assertThat(take(transfer, OrderStep.CONFIRM_PAYMENT, Party.GROUP)
                        .after()
                        .status())
                .as("money is the group's yes")
                .isEqualTo(OrderStatus.CONFIRMED);
        assertThat(take(cash, OrderStep.CONFIRM_PAYMENT, Party.GROUP).after().status())
                .isEqualTo(OrderStatus.PLACED);
    }

    @Test
    void only_the_first_claim_gives_time_and_none_takes_any() {
        Order order = placed(PaymentMethod.TRANSFER);
        TakenStep claim = take(order, OrderStep.CLAIM_PAYMENT, Party.BUYER);
        assertThat(claim.after().expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(48)));
        assertThat(claim.payment()).isEqualTo(PaymentMove.CLAIM);
        assertThat(claim.why()).as("the claim keeps the buyer's words").isNull();
        Order claimed = after(claim);
        TakenStep again = claimed.take(OrderStep.CLAIM_PAYMENT, Party.BUYER, WHY, NOW.plusSeconds(3_600));
        assertThat(again.after().expiresAt()).isEqualTo(claimed.state().expiresAt());
        Order bill = placed(PaymentMethod.INVOICE, Delivery.PICKUP, NOW.plus(Duration.ofDays(7)));
        assertThat(take(bill, OrderStep.CLAIM_PAYMENT, Party.BUYER).after().expiresAt())
                .isEqualTo(bill.state().expiresAt());
        Order ended = after(take(order, OrderStep.CANCEL, Party.BUYER));
        assertThat(take(ended, OrderStep.CLAIM_PAYMENT, Party.BUYER).after().expiresAt())
                .isNull();
    }

    @Test
    void a_buyer_says_that_it_arrived_only_when_it_is_paid_and_fetched() {
        Order packed = after(take(
                after(take(placed(PaymentMethod.COD), OrderStep.CONFIRM, Party.GROUP)), OrderStep.PACK, Party.GROUP));
        assertRefused(packed, OrderStep.DELIVER, Party.BUYER).isEqualTo(new StepNotYet(OrderStep.DELIVER, "paid"));
        Order paid = after(take(packed, OrderStep.CONFIRM_PAYMENT, Party.GROUP));
        assertThat(take(paid, OrderStep.DELIVER, Party.BUYER).after().status()).isEqualTo(OrderStatus.DELIVERED);
    }

    @Test
    void steps_that_hurt_need_a_reason() {
        Order order = placed(PaymentMethod.COD);
        assertThat(problem(order, OrderStep.REFUSE, Party.GROUP, StepDetails.NONE))
                .isEqualTo(new StepNotYet(OrderStep.REFUSE, "reason"));
        Order delivered = delivered();
        assertThat(problem(delivered, OrderStep.RETURN, Party.GROUP, StepDetails.NONE))
                .isEqualTo(new StepNotYet(OrderStep.RETURN, "reason"));
        assertRefused(delivered, OrderStep.RETURN, Party.BUYER).isInstanceOf(WrongStep.class);
        Order paid = after(take(delivered, OrderStep.CONFIRM_PAYMENT, Party.GROUP));
        assertRefused(paid, OrderStep.RETURN, Party.GROUP).isEqualTo(new StepNotYet(OrderStep.RETURN, "unpaid"));
    }

    @Test
    void the_same_step_twice_is_one_and_an_old_version_is_told() {
        Order confirmed = after(take(placed(PaymentMethod.COD), OrderStep.CONFIRM, Party.GROUP));
        assertThat(confirmed.isDone(OrderStep.CONFIRM, Party.OFFICE, WHY))
                .as("one side")
                .isTrue();
        assertThat(confirmed.isDone(OrderStep.CONFIRM, Party.BUYER, WHY)).isFalse();
        assertThat(confirmed.isDone(OrderStep.PACK, Party.GROUP, WHY)).isFalse();
        assertThat(problem(confirmed, OrderStep.PACK, Party.GROUP, seen(0))).isEqualTo(Outdated.at(1));
        assertThat(confirmed
                        .take(OrderStep.PACK, Party.GROUP, seen(1), NOW)
                        .after()
                        .status())
                .isEqualTo(OrderStatus.READY);
    }

    @Test
    void an_undo_that_is_sent_again_undoes_nothing_more() {
        Order confirmed = after(take(placed(PaymentMethod.COD), OrderStep.CONFIRM, Party.GROUP));
        Order packed = after(take(confirmed, OrderStep.PACK, Party.GROUP));
        assertThat(packed.isDone(OrderStep.UNDO, Party.GROUP, seen(2))).isFalse();
        Order back = after(packed.take(OrderStep.UNDO, Party.GROUP, seen(2), NOW));
        assertThat(back.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(back.isDone(OrderStep.UNDO, Party.OFFICE, seen(2))).isTrue();
        assertThat(back.isDone(OrderStep.UNDO, Party.BUYER, seen(2))).isFalse();
        assertThat(back.isDone(OrderStep.UNDO, Party.GROUP, seen(3))).isFalse();
        assertThat(back.isDone(OrderStep.UNDO, Party.GROUP, WHY)).isFalse();
    }

    @Test
    void a_tracking_number_that_was_forgotten_is_written_with_the_same_step() {
        Order confirmed = after(take(placed(PaymentMethod.COD, Delivery.COURIER), OrderStep.CONFIRM, Party.GROUP));
        Order sent = after(take(confirmed, OrderStep.SEND, Party.GROUP));
        var number = new StepDetails(null, "JP0001", null, null);
        assertThat(sent.isDone(OrderStep.SEND, Party.GROUP, WHY)).isTrue();
        assertThat(sent.isDone(OrderStep.SEND, Party.GROUP, number)).isFalse();
        Order numbered = after(sent.take(OrderStep.SEND, Party.GROUP, number, NOW));
        assertThat(numbered.state().trackingNumber()).isEqualTo("JP0001");
        assertThat(numbered.status()).isEqualTo(OrderStatus.SENT);
        assertThat(numbered.isDone(OrderStep.SEND, Party.GROUP, number)).isTrue();
    }

    @Test
    void the_last_step_is_taken_back_by_its_own_side_in_time() {
        Order confirmed = after(take(placed(PaymentMethod.COD), OrderStep.CONFIRM, Party.GROUP));
        assertRefused(confirmed, OrderStep.UNDO, Party.BUYER).isInstanceOf(NothingToUndo.class);
        Order back = after(take(confirmed, OrderStep.UNDO, Party.OFFICE));
        assertThat(back.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(back.state().expiresAt()).isEqualTo(NOW.plus(OPEN));
        assertRefused(back, OrderStep.UNDO, Party.GROUP).as("nothing is left").isInstanceOf(NothingToUndo.class);
        assertThat(confirmed
                        .take(OrderStep.UNDO, Party.GROUP, WHY, NOW.plusSeconds(1_800))
                        .undone())
                .hasSize(1);
        Refused late = catchThrowableOfType(
                Refused.class, () -> confirmed.take(OrderStep.UNDO, Party.GROUP, WHY, NOW.plusSeconds(1_801)));
        assertThat(late.problem()).isInstanceOf(NothingToUndo.class);
        Order cancelled = after(take(confirmed, OrderStep.CANCEL, Party.BUYER));
        assertRefused(cancelled, OrderStep.UNDO, Party.GROUP).isInstanceOf(NothingToUndo.class);
        TakenStep again = take(cancelled, OrderStep.UNDO, Party.BUYER);
        assertThat(again.isReopening()).isTrue();
        assertThat(again.isLimited()).as("the group said yes already").isFalse();
        Order given = after(take(placed(PaymentMethod.COD), OrderStep.CANCEL, Party.BUYER));
        assertThat(take(given, OrderStep.UNDO, Party.BUYER).isLimited()).isTrue();
    }

    @Test
    void a_dispute_is_settled_and_taken_back_by_who_may_not_by_the_group_alone() {
        Order disputed = after(take(delivered(), OrderStep.DISPUTE, Party.OFFICE));
        assertRefused(disputed, OrderStep.UNDO, Party.GROUP).isInstanceOf(NothingToUndo.class);
        assertRefused(disputed, OrderStep.SETTLE, Party.GROUP).isInstanceOf(WrongStep.class);
        TakenStep settled = take(disputed, OrderStep.SETTLE, Party.OFFICE);
        assertThat(settled.after().status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(settled.events()).containsExactly(new OrderSettled(disputed.id(), Party.OFFICE, "alasan uji"));
    }

    @Test
    void late_money_brings_an_order_back_unless_somebody_called_it_off() {
        Order expired =
                after(take(placed(PaymentMethod.TRANSFER, Delivery.PICKUP, NOW), OrderStep.EXPIRE, Party.SYSTEM));
        assertThat(expired.isRevivedByMoney()).isTrue();
        Order late = after(take(expired, OrderStep.CONFIRM_PAYMENT, Party.GROUP));
        assertThat(late.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(late.state().isPaidLate()).isTrue();
        Order revived = after(take(late, OrderStep.REVIVE, Party.SYSTEM));
        assertThat(revived.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(revived.state().isPaidLate()).isFalse();
        assertThat(revived.state().endedAt()).isNull();
        TakenStep back = take(revived, OrderStep.UNDO, Party.GROUP);
        assertThat(back.undone())
                .extracting(OrderChange::step)
                .containsExactly(OrderStep.CONFIRM_PAYMENT, OrderStep.REVIVE);
        assertThat(back.payment()).isEqualTo(PaymentMove.TAKE_BACK);
        assertThat(back.after().status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(back.after().paidAt()).isNull();

        Order refunded = after(take(revived, OrderStep.REFUND, Party.SYSTEM));
        assertThat(refunded.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(refunded.isRevivedByMoney()).as("it ended with its money").isTrue();
        Order calledOff = after(take(revived, OrderStep.CANCEL, Party.GROUP));
        assertThat(after(take(calledOff, OrderStep.REFUND, Party.GROUP)).isRevivedByMoney())
                .as("the group called it off")
                .isFalse();
    }

    @Test
    void what_follows_from_a_step_is_told_once() {
        Order order = placed(PaymentMethod.TRANSFER);
        TakenStep cancelled = take(order, OrderStep.CANCEL, Party.BUYER);
        assertThat(cancelled.isEnd()).isTrue();
        assertThat(cancelled.shelfEffect()).isEqualTo(ShelfEffect.RELEASE);
        assertThat(cancelled.events())
                .containsExactly(new OrderEnded(
                        order.id(), order.code(), order.group(), order.areaCode(), OrderStatus.CANCELLED));
        TakenStep paid = take(order, OrderStep.CONFIRM_PAYMENT, Party.OFFICE);
        assertThat(paid.events())
                .containsExactly(
                        new OrderPaid(order.id(), order.code(), order.group(), order.areaCode(), order.total(), NOW));
        assertThat(paid.auditEntry().action()).isEqualTo("order.confirm-payment");
        assertThat(paid.auditEntry().reason()).isEqualTo("alasan uji");
        assertThat(take(after(paid), OrderStep.PACK, Party.GROUP).events()).isEmpty();
    }

    private static Order delivered() {
        Order confirmed = after(take(placed(PaymentMethod.COD), OrderStep.CONFIRM, Party.GROUP));
        return after(take(confirmed, OrderStep.DELIVER, Party.GROUP));
    }

    private static Order placed(PaymentMethod method) {
        return placed(method, Delivery.PICKUP);
    }

    private static Order placed(PaymentMethod method, Delivery delivery) {
        return placed(method, delivery, NOW.plus(OPEN));
    }

    private static Order placed(PaymentMethod method, Delivery delivery, Instant until) {
        return new Order(
                new OrderId(UUID.randomUUID()),
                "ABCDEFGH",
                new GroupId(UUID.randomUUID()),
                "17.07",
                method,
                delivery,
                new Money(10_000),
                new OrderState(OrderStatus.PLACED, PaymentStatus.NONE, false, null, until, null, null),
                0,
                Duration.ofHours(48),
                Duration.ofMinutes(30),
                List.of(new OrderChange(
                        1, NOW, OrderStep.PLACE, null, OrderStatus.PLACED, Party.BUYER, null, null, null, false)));
    }

    private static StepDetails seen(int version) {
        return new StepDetails("alasan uji", null, version, null);
    }

    private static TakenStep take(Order order, OrderStep step, Party by) {
        return order.take(step, by, WHY, NOW);
    }

    /// The order as it is loaded after the step was saved.
    private static Order after(TakenStep taken) {
        Order order = taken.order();
        List<OrderChange> history = new ArrayList<>();
        for (OrderChange change : order.history()) {
            history.add(!taken.undone().contains(change) ? change : changed(change, true));
        }
        history.add(new OrderChange(
                history.size() + 1,
                taken.at(),
                taken.step(),
                order.status(),
                taken.after().status(),
                taken.by(),
                null,
                taken.why(),
                order.state().expiresAt(),
                false));
        return order.after(taken.after()).with(history);
    }

    private static OrderChange changed(OrderChange change, boolean isUndone) {
        return new OrderChange(
                change.id(),
                change.at(),
                change.step(),
                change.from(),
                change.to(),
                change.by(),
                change.account(),
                change.why(),
                change.expiresBefore(),
                isUndone);
    }

    private static Set<OrderStep> possible(Order order, Party by) {
        Set<OrderStep> possible = OrderRules.possible(order.facts(), by, NOW);
        if (!OrderRules.undoable(order.history(), order.status(), by, NOW).isEmpty()) {
            possible.add(OrderStep.UNDO);
        }
        return possible;
    }

    private static boolean isTaken(Order order, OrderStep step, Party by) {
        if (step != OrderStep.CLAIM_PAYMENT && order.isDone(step, by, WHY)) {
            return false;
        }
        try {
            take(order, step, by);
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private static void assertSound(Order order) {
        OrderState state = order.state();
        assertThat(state.endedAt() != null)
                .as("%s", order)
                .isEqualTo(order.status().isEnded());
        assertThat(state.paidAt() != null || state.paid() == PaymentStatus.REFUNDED)
                .as("%s", order)
                .isEqualTo(state.paid() == PaymentStatus.CONFIRMED || state.paid() == PaymentStatus.REFUNDED);
        assertThat(state.isPaidLate() && !order.status().isEnded())
                .as("%s", order)
                .isFalse();
        if (order.status().isEnded() || state.paid() == PaymentStatus.CONFIRMED) {
            assertThat(state.expiresAt()).as("%s", order).isNull();
        }
    }

    /// What tells two orders apart for the steps that are possible next.
    private static String state(Order order) {
        OrderChange last = order.history().getLast();
        return order.facts() + " " + last.step() + " " + last.by() + " " + last.from();
    }

    private static ObjectAssert<Problem> assertRefused(Order order, OrderStep step, Party by) {
        return assertThat(problem(order, step, by, WHY));
    }

    private static Problem problem(Order order, OrderStep step, Party by, StepDetails details) {
        Refused refused = catchThrowableOfType(Refused.class, () -> order.take(step, by, details, NOW));
        assertThat(refused).as("%s by %s is refused", step, by).isNotNull();
        return refused.problem();
    }
}
