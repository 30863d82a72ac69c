package id.cemara.market;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Poll;
import id.cemara.WritingTest;
import id.cemara.market.catalog.Stock;
import id.cemara.market.ordering.OrderFilter;
import id.cemara.market.ordering.OrderSummary;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderChange;
import id.cemara.market.ordering.steps.OrderProblem.TooLittleStock;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.OrderSteps;
import id.cemara.market.ordering.steps.OrderTimers;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.Payments;
import id.cemara.payment.ProviderReport;
import id.cemara.payment.ProviderReport.Outcome;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Refused;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/// Payments that arrive after the order expired: the goods are reserved again, or the order is shown as
/// paid late until it is refunded. It is never silently lost.
@WritingTest
class LatePaymentsTests {

    private static final Actor PROVIDER = new Actor.System("uji-penyedia", List.of(Actor.EVERYWHERE));

    @Autowired
    private Orders orders;

    @Autowired
    private Stock stock;

    @Autowired
    private OrderTimers timers;

    @Autowired
    private OrderSteps steps;

    @Autowired
    private Payments payments;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DatabaseAccess database;

    private Shopping shopping;

    @BeforeEach
    void open() {
        shopping = new Shopping(orders, database);
    }

    @Test
    void an_order_whose_time_ran_out_frees_its_goods_and_says_so() throws SQLException {
        AProduct product = aProduct("telat-habis");
        shopping.insert(product);
        PlacedOrder overdue = shopping.placed("telat-habis", 6);
        PlacedOrder inTime = shopping.placed("telat-habis", 1);
        shopping.isOverdue(overdue.code());
        timers.expire();
        timers.expire();
        OrderView expired = shopping.seen(overdue);
        assertThat(expired.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(expired.changes()).hasSize(2);
        assertThat(expired.changes().getLast().by()).isEqualTo(Party.SYSTEM);
        assertThat(expired.endedAt()).isNotNull();
        assertThat(shopping.seen(inTime).status()).isEqualTo(OrderStatus.PLACED);
        assertThat(shopping.shelf(product)).isEqualTo("1 of 10");
    }

    @Test
    void what_was_confirmed_or_paid_does_not_expire_and_a_claim_gives_two_days() throws SQLException {
        shopping.insert(aProduct("telat-tetap").withTransfers());
        PlacedOrder confirmed = shopping.placed("telat-tetap", 1);
        shopping.seller(confirmed, OrderStep.CONFIRM);
        PlacedOrder paid = shopping.placed(PaymentMethod.TRANSFER, "telat-tetap", 1);
        shopping.seller(paid, OrderStep.CONFIRM_PAYMENT);
        PlacedOrder unpaid = shopping.placed(PaymentMethod.TRANSFER, "telat-tetap", 1);
        shopping.seller(unpaid, OrderStep.CONFIRM);
        PlacedOrder claimed = shopping.placed(PaymentMethod.TRANSFER, "telat-tetap", 1);
        shopping.isOverdue(claimed.code());
        shopping.buyer(claimed, OrderStep.CLAIM_PAYMENT);
        for (PlacedOrder order : List.of(confirmed, paid, unpaid)) {
            shopping.isOverdue(order.code());
        }
        timers.expire();
        assertThat(shopping.seen(confirmed).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(shopping.seen(paid).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(shopping.seen(claimed).status()).isEqualTo(OrderStatus.PLACED);
        assertThat(shopping.seen(unpaid).status()).as("pay-first without money").isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void late_money_takes_the_goods_again_while_they_are_there() throws SQLException {
        AProduct product = aProduct("telat-hidup").withTransfers();
        shopping.insert(product);
        PlacedOrder order = expired(PaymentMethod.TRANSFER, "telat-hidup", 6);
        OrderView revived = shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
        assertThat(revived.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(revived.isPaidLate()).isFalse();
        assertThat(revived.changes())
                .extracting(OrderChange::step)
                .endsWith(OrderStep.EXPIRE, OrderStep.CONFIRM_PAYMENT, OrderStep.REVIVE);
        assertThat(revived.endedAt()).isNull();
        assertThat(shopping.shelf(product)).isEqualTo("6 of 10");
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void late_money_for_goods_that_are_gone_is_shown_until_it_is_given_back_or_made_good() throws SQLException {
        AProduct product = aProduct("telat-terjual").withTransfers();
        AProduct other = aProduct("telat-ada").withTransfers();
        shopping.insert(product, other);
        // All or nothing: what is left of the one product is not reserved if the other is sold out.
        PlacedOrder first = expired(PaymentMethod.TRANSFER, "telat-terjual", 6, "telat-ada", 2);
        PlacedOrder second = expired(PaymentMethod.TRANSFER, "telat-terjual", 5);
        shopping.placed("telat-terjual", 8);
        for (PlacedOrder late : List.of(first, second)) {
            OrderView paid = shopping.seller(late, OrderStep.CONFIRM_PAYMENT);
            assertThat(paid.status()).isEqualTo(OrderStatus.EXPIRED);
            assertThat(paid.isPaidLate()).isTrue();
            assertThat(paid.owesRefund()).isTrue();
            assertThatThrownBy(() -> shopping.seller(late, OrderStep.REVIVE))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.problem())
                                    .isInstanceOfSatisfying(
                                            TooLittleStock.class,
                                            too -> assertThat(too.lines())
                                                    .singleElement()
                                                    .satisfies(line -> assertThat(line.available())
                                                            .isEqualTo(2))));
        }
        assertThat(shopping.shelf(product)).isEqualTo("8 of 10");
        assertThat(shopping.shelf(other)).isEqualTo("0 of 10");
        var owing = new OrderFilter(Set.of(), null, null, null, null, true);
        assertThat(Shopping.asOffice(() -> orders.page(owing, 100, null)).items())
                .extracting(OrderSummary::code)
                .contains(first.code(), second.code());

        assertThat(shopping.seller(second, OrderStep.REFUND).isPaidLate()).isFalse();
        Shopping.asOffice(() -> stock.count("telat-terjual", 20, null, null));
        assertThat(shopping.seller(first, OrderStep.REVIVE).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(shopping.shelf(product)).isEqualTo("14 of 20");
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void a_providers_word_reaches_the_order_by_itself() throws SQLException {
        shopping.insert(aProduct("telat-kabar").withTransfers());
        PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "telat-kabar", 1);
        say(order, Outcome.PAID);
        Poll.until(() -> shopping.seen(order).status() == OrderStatus.CONFIRMED);
        OrderView paid = shopping.seen(order);
        assertThat(paid.paidAt()).isNotNull();
        assertThat(paid.changes().getLast().by()).isEqualTo(Party.SYSTEM);
    }

    @Test
    void a_provider_who_gave_the_money_back_ends_what_still_holds_goods() throws SQLException {
        AProduct product = aProduct("telat-uang-kembali").withTransfers();
        shopping.insert(product);
        PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "telat-uang-kembali", 4);
        say(order, Outcome.PAID);
        hear(order);
        shopping.seller(order, OrderStep.PACK);
        assertThat(shopping.shelf(product)).isEqualTo("4 of 10");
        say(order, Outcome.REFUNDED);
        hear(order);
        OrderView ended = shopping.seen(order);
        assertThat(ended.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(ended.payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(ended.owesRefund()).isFalse();
        assertThat(shopping.shelf(product)).isEqualTo("0 of 10");

        PlacedOrder sent = shopping.placed(PaymentMethod.TRANSFER, "telat-uang-kembali", 1);
        shopping.seller(sent, OrderStep.CONFIRM_PAYMENT);
        shopping.seller(sent, OrderStep.DELIVER);
        say(sent, Outcome.REFUNDED);
        hear(sent);
        assertThat(shopping.seen(sent).status())
                .as("what left stays where it is")
                .isEqualTo(OrderStatus.DELIVERED);
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void money_that_went_back_takes_no_goods_again() throws SQLException {
        AProduct product = aProduct("telat-hanya-kembali").withTransfers();
        shopping.insert(product);
        PlacedOrder order = expired(PaymentMethod.TRANSFER, "telat-hanya-kembali", 4);
        say(order, Outcome.REFUNDED);
        hear(order);
        OrderView after = shopping.seen(order);
        assertThat(after.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(after.payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(after.changes())
                .extracting(OrderChange::step)
                .endsWith(OrderStep.CONFIRM_PAYMENT, OrderStep.REFUND)
                .doesNotContain(OrderStep.REVIVE);
        assertThat(shopping.shelf(product)).isEqualTo("0 of 10");
        assertThat(shopping.one("select count(*) from market.sales where order_id = '" + after.id() + "'"))
                .as("never a sale")
                .isEqualTo("0");
        assertThat(shopping.broken()).isEmpty();
    }

    /// A buyer paid twice and was refunded once. The order ends the same whichever event is processed
    /// first.
    @Test
    void money_that_is_there_after_a_refund_takes_the_goods_again_or_is_owed() throws SQLException {
        AProduct product = aProduct("telat-lagi").withTransfers().onHand(2);
        shopping.insert(product);
        PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "telat-lagi", 2);
        say(order, Outcome.PAID);
        say(order, Outcome.REFUNDED);
        hear(order);
        assertThat(shopping.seen(order).status()).isEqualTo(OrderStatus.CANCELLED);
        say(order, Outcome.PAID);
        hear(order);
        assertThat(shopping.seen(order).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(shopping.seen(order).isPaidLate()).isFalse();
        assertThat(shopping.shelf(product)).isEqualTo("2 of 2");

        say(order, Outcome.REFUNDED);
        hear(order);
        shopping.placed("telat-lagi", 1);
        say(order, Outcome.PAID);
        hear(order);
        assertThat(shopping.seen(order).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(shopping.seen(order).isPaidLate()).isTrue();
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void a_claim_on_an_order_that_ended_is_looked_at() throws SQLException {
        shopping.insert(aProduct("telat-bilang").withTransfers());
        PlacedOrder order = expired(PaymentMethod.TRANSFER, "telat-bilang", 1);
        shopping.buyer(order, OrderStep.CLAIM_PAYMENT);
        var owing = new OrderFilter(Set.of(), null, order.code(), null, null, true);
        assertThat(Shopping.asOffice(() -> orders.page(owing, 10, null)).items())
                .extracting(OrderSummary::code)
                .containsExactly(order.code());
        PlacedOrder newer = shopping.placed("telat-bilang", 1);
        assertThat(Shopping.asOffice(() -> orders.waiting(order.order().group(), 10_000)))
                .extracting(OrderSummary::code)
                .as("and hides no other")
                .containsSubsequence(newer.code(), order.code());
        shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
        assertThat(shopping.seen(order).status()).isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void a_claim_whose_money_is_not_there_is_denied_with_a_reason_and_may_be_made_again() throws SQLException {
        shopping.insert(aProduct("telat-bohong").withTransfers());
        PlacedOrder ended = expired(PaymentMethod.TRANSFER, "telat-bohong", 1);
        PlacedOrder open = shopping.placed(PaymentMethod.TRANSFER, "telat-bohong", 1);
        for (PlacedOrder order : List.of(ended, open)) {
            assertThat(orders.possible(shopping.seen(order), Party.GROUP)).doesNotContain(OrderStep.DENY_CLAIM);
            shopping.buyer(order, OrderStep.CLAIM_PAYMENT);
            assertThatThrownBy(() -> shopping.buyer(order, OrderStep.DENY_CLAIM))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() ->
                            Shopping.asOffice(() -> orders.take(order.code(), OrderStep.DENY_CLAIM, StepDetails.NONE)))
                    .isInstanceOf(Refused.class);
            OrderView denied = shopping.seller(order, OrderStep.DENY_CLAIM);
            assertThat(denied.payment().status()).isEqualTo(PaymentStatus.NONE);
            assertThat(shopping.seen(order).changes().getLast().why()).isEqualTo("alasan uji");
            assertThat(shopping.buyer(order, OrderStep.CLAIM_PAYMENT).payment().status())
                    .isEqualTo(PaymentStatus.CLAIMED);
        }
        shopping.seller(ended, OrderStep.DENY_CLAIM);
        assertThat(Shopping.asOffice(() -> orders.waiting(ended.order().group(), 10_000)))
                .extracting(OrderSummary::code)
                .contains(open.code())
                .doesNotContain(ended.code());
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void a_late_payment_confirmed_by_mistake_is_taken_back_with_the_goods_it_took() throws SQLException {
        AProduct product = aProduct("telat-keliru").withTransfers();
        shopping.insert(product);
        PlacedOrder order = expired(PaymentMethod.TRANSFER, "telat-keliru", 3);
        OrderView revived = shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
        assertThat(revived.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(orders.possible(revived, Party.OFFICE)).contains(OrderStep.UNDO);
        assertThat(orders.possible(revived, Party.BUYER)).doesNotContain(OrderStep.UNDO);
        OrderView back = shopping.seller(order, OrderStep.UNDO);
        assertThat(back.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(back.payment().status()).isEqualTo(PaymentStatus.NONE);
        assertThat(back.paidAt()).isNull();
        assertThat(back.endedAt()).isNotNull();
        assertThat(back.changes())
                .filteredOn(OrderChange::isUndone)
                .extracting(OrderChange::step)
                .containsExactly(OrderStep.CONFIRM_PAYMENT, OrderStep.REVIVE);
        assertThat(shopping.shelf(product)).isEqualTo("0 of 10");
        assertThat(shopping.broken()).isEmpty();
    }

    /// Payment events and expiry in any order, repeated: the orders end the same.
    @Test
    void words_and_time_in_any_order_end_in_the_same_orders() throws SQLException {
        AProduct product = aProduct("telat-acak").onHand(1_000).withTransfers();
        shopping.insert(product);
        var random = new Random(5);
        for (int i = 0; i < 24; i++) {
            boolean isRefunded = i % 2 == 0;
            PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "telat-acak", 1);
            List<Runnable> events = new ArrayList<>();
            for (int times = random.nextInt(3); times >= 0; times--) {
                // A provider adds up what it received: it does not report a refunded payment as paid again.
                events.add(() -> {
                    boolean isBack = shopping.seen(order).payment().status() == PaymentStatus.REFUNDED;
                    say(order, isBack ? Outcome.REFUNDED : Outcome.PAID);
                });
            }
            for (int times = isRefunded ? random.nextInt(3) : -1; times >= 0; times--) {
                events.add(() -> say(order, Outcome.REFUNDED));
            }
            for (int times = random.nextInt(3); times >= 0; times--) {
                events.add(() -> hear(order));
            }
            events.add(() -> {
                overdue(order);
                timers.expire();
            });
            Collections.shuffle(events, random);
            events.forEach(Runnable::run);
            hear(order);
            OrderView after = shopping.seen(order);
            if (!isRefunded) {
                assertThat(after.payment().status()).isEqualTo(PaymentStatus.CONFIRMED);
                assertThat(after.status()).isEqualTo(OrderStatus.CONFIRMED);
                assertThat(after.changes()).extracting(OrderChange::step).containsOnlyOnce(OrderStep.CONFIRM_PAYMENT);
            } else if (after.payment().status() == PaymentStatus.REFUNDED) {
                assertThat(after.status()).isIn(OrderStatus.CANCELLED, OrderStatus.EXPIRED);
                assertThat(after.owesRefund()).isFalse();
                assertThat(after.isPaidLate()).isFalse();
            } else {
                assertThat(after.payment().status()).isEqualTo(PaymentStatus.CONFIRMED);
                assertThat(after.status() == OrderStatus.CONFIRMED || (after.owesRefund() && after.isPaidLate()))
                        .as("%s", after)
                        .isTrue();
            }
        }
        assertThat(shopping.shelf(product))
                .isEqualTo(shopping.one("select count(*) || ' of 1000' from market.orders o"
                        + " join market.order_lines l on l.order_id = o.id"
                        + " where o.status = 'confirmed' and l.product_id = '" + product.id() + "'"));
        assertThat(shopping.broken()).isEmpty();
    }

    private void say(PlacedOrder order, Outcome outcome) {
        CurrentActor.run(
                PROVIDER,
                () -> payments.providerSays(
                        order.code(),
                        new ProviderReport(
                                "uji", outcome, order.order().payment().amount())));
    }

    private void hear(PlacedOrder order) {
        CurrentActor.run(
                PROVIDER,
                () -> transaction.executeWithoutResult(status -> steps.hear(order.code(), payments.of(order.code()))));
    }

    private void overdue(PlacedOrder order) {
        try {
            shopping.isOverdue(order.code());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PlacedOrder expired(PaymentMethod method, Object... lines) throws SQLException {
        PlacedOrder order = shopping.placed(method, lines);
        shopping.isOverdue(order.code());
        timers.expire();
        assertThat(shopping.seen(order).status()).isEqualTo(OrderStatus.EXPIRED);
        return order;
    }
}
