package id.cemara.market;

import static id.cemara.market.AProduct.aProduct;
import static id.cemara.market.Shopping.checkout;
import static id.cemara.market.Shopping.phone;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.ConcurrentCalls;
import id.cemara.WritingTest;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.OrderFilter;
import id.cemara.market.ordering.OrderSummary;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderChange;
import id.cemara.market.ordering.steps.OrderProblem.NothingToUndo;
import id.cemara.market.ordering.steps.OrderProblem.StepNotYet;
import id.cemara.market.ordering.steps.OrderProblem.TooLittleStock;
import id.cemara.market.ordering.steps.OrderProblem.WrongStep;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.OrderTimers;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Money;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// The three payment paths from first to last step, with the steps that can be undone and those that
/// cannot.
@WritingTest
class OrderStatesTests {

    @Autowired
    private Orders orders;

    @Autowired
    private OrderTimers timers;

    @Autowired
    private DatabaseAccess database;

    private Shopping shopping;

    @BeforeEach
    void open() {
        shopping = new Shopping(orders, database);
    }

    @Test
    void cash_on_delivery_goes_from_the_groups_yes_to_the_closed_order() throws SQLException {
        AProduct product = product("jalan-tunai");
        PlacedOrder order = shopping.placed("jalan-tunai", 4);
        assertThat(order.order().expiresAt()).isEqualTo(order.order().placedAt().plus(Duration.ofHours(48)));
        OrderView confirmed = shopping.seller(order, OrderStep.CONFIRM);
        assertThat(confirmed.status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(confirmed.expiresAt()).isNull();
        shopping.seller(order, OrderStep.PREPARE);
        shopping.seller(order, OrderStep.PACK);
        assertThat(shopping.shelf(product)).isEqualTo("4 of 10");
        shopping.seller(order, OrderStep.DELIVER);
        assertThat(shopping.shelf(product)).as("the goods left the shelf").isEqualTo("0 of 6");
        assertRefused(() -> shopping.seller(order, OrderStep.CLOSE))
                .isEqualTo(new StepNotYet(OrderStep.CLOSE, "settled"));
        OrderView paid = shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
        assertThat(paid.payment().status()).isEqualTo(PaymentStatus.CONFIRMED);
        assertThat(paid.paidAt()).isNotNull();
        OrderView closed = shopping.seller(order, OrderStep.CLOSE);
        assertThat(closed.status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(closed.changes())
                .extracting(OrderChange::step)
                .containsExactly(
                        OrderStep.PLACE,
                        OrderStep.CONFIRM,
                        OrderStep.PREPARE,
                        OrderStep.PACK,
                        OrderStep.DELIVER,
                        OrderStep.CONFIRM_PAYMENT,
                        OrderStep.CLOSE);
        assertThat(closed.changes().get(1).by()).isEqualTo(Party.OFFICE);
        assertThat(closed.changes().get(1).account()).isEqualTo(Shopping.OFFICE.id());
        assertThat(closed.changes().get(1).why()).isEqualTo("alasan uji");
    }

    @Test
    void pay_first_waits_for_the_money_and_the_groups_word_makes_it_paid() throws SQLException {
        product("jalan-transfer");
        PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "jalan-transfer", 2);
        assertThat(order.order().payment().amount()).isBetween(new Money(20_001), new Money(20_999));
        assertThat(order.order().total())
                .as("the digits are a line of the bill")
                .isEqualTo(order.order().payment().amount());
        assertThat(order.order().expiresAt()).isEqualTo(order.order().placedAt().plus(Duration.ofHours(24)));
        shopping.seller(order, OrderStep.CONFIRM);
        assertThat(shopping.seen(order).expiresAt())
                .as("still waits for the money")
                .isNotNull();
        assertRefused(() -> shopping.seller(order, OrderStep.PREPARE))
                .isEqualTo(new StepNotYet(OrderStep.PREPARE, "paid-if-first"));
        OrderView claimed = shopping.buyer(order, OrderStep.CLAIM_PAYMENT);
        assertThat(claimed.payment().status()).isEqualTo(PaymentStatus.CLAIMED);
        assertThat(claimed.expiresAt()).isAfter(claimed.placedAt().plus(Duration.ofHours(47)));
        assertThat(claimed.paidAt()).isNull();
        assertRefused(() -> shopping.buyer(order, OrderStep.CONFIRM_PAYMENT)).isInstanceOf(WrongStep.class);
        OrderView paid = shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
        assertThat(paid.expiresAt()).isNull();
        assertThat(shopping.seller(order, OrderStep.PREPARE).status()).isEqualTo(OrderStatus.IN_PREPARATION);

        PlacedOrder straight = shopping.placed(PaymentMethod.TRANSFER, "jalan-transfer", 1);
        assertThat(shopping.seller(straight, OrderStep.CONFIRM_PAYMENT).status())
                .isEqualTo(OrderStatus.CONFIRMED);
    }

    @Test
    void institutions_pay_after_delivery() throws SQLException {
        shopping.insert(aProduct("jalan-instansi").forInstitutions());
        Buyer school = new Buyer("Bapak Contoh", phone(), null, null, "SD Negeri Contoh");
        PlacedOrder order = orders.place(checkout(school, PaymentMethod.INVOICE, "jalan-instansi", 5))
                .getFirst();
        assertThat(order.order().expiresAt()).isEqualTo(order.order().placedAt().plus(Duration.ofDays(7)));
        shopping.seller(order, OrderStep.CONFIRM);
        shopping.seller(order, OrderStep.PACK);
        assertRefused(() -> shopping.buyer(order, OrderStep.DELIVER))
                .as("what is not paid is the group's to hand over")
                .isEqualTo(new StepNotYet(OrderStep.DELIVER, "paid"));
        shopping.seller(order, OrderStep.DELIVER);
        assertThat(shopping.buyer(order, OrderStep.CLAIM_PAYMENT).payment().status())
                .isEqualTo(PaymentStatus.CLAIMED);
        assertThat(shopping.seller(order, OrderStep.CONFIRM_PAYMENT).status()).isEqualTo(OrderStatus.DELIVERED);
        assertThat(shopping.buyer(order, OrderStep.CLOSE).status()).isEqualTo(OrderStatus.CLOSED);
        OrderView disputed = shopping.buyer(order, OrderStep.DISPUTE);
        assertThat(disputed.status()).isEqualTo(OrderStatus.DISPUTED);
        assertThat(shopping.seller(order, OrderStep.REFUND).payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(shopping.seller(order, OrderStep.SETTLE).status()).isEqualTo(OrderStatus.CLOSED);
    }

    @Test
    void six_presses_that_it_was_paid_are_one_claim_and_another_word_is_another() throws Exception {
        product("jalan-enam-kali");
        PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "jalan-enam-kali", 1);
        List<Integer> versions = ConcurrentCalls.all(
                6,
                one -> () -> shopping.buyer(order, OrderStep.CLAIM_PAYMENT, "lewat bank")
                        .version());
        assertThat(versions).hasSize(6).containsOnly(1);
        assertThat(shopping.seen(order).payment().claims()).hasSize(1);
        assertThat(shopping.buyer(order, OrderStep.CLAIM_PAYMENT, "lewat kantor pos")
                        .payment()
                        .claims())
                .hasSize(2);
        shopping.seller(order, OrderStep.DENY_CLAIM);
        assertThat(shopping.buyer(order, OrderStep.CLAIM_PAYMENT, "lewat kantor pos")
                        .payment()
                        .claims())
                .as("what was denied is claimed anew")
                .hasSize(3);
    }

    @Test
    void ten_who_take_back_the_step_they_saw_take_back_one() throws Exception {
        product("jalan-sepuluh-kali");
        PlacedOrder order = shopping.placed("jalan-sepuluh-kali", 1);
        shopping.seller(order, OrderStep.CONFIRM);
        shopping.seller(order, OrderStep.PREPARE);
        int seen = shopping.seller(order, OrderStep.PACK).version();
        List<OrderStatus> answers = ConcurrentCalls.all(
                10,
                one -> () -> Shopping.asOffice(() ->
                                orders.take(order.code(), OrderStep.UNDO, new StepDetails(null, null, seen, null)))
                        .status());
        assertThat(answers).hasSize(10).containsOnly(OrderStatus.IN_PREPARATION);
    }

    @Test
    void refusing_needs_a_reason_and_frees_the_goods() throws SQLException {
        AProduct product = product("jalan-tolak");
        PlacedOrder order = shopping.placed("jalan-tolak", 10);
        assertRefused(() -> Shopping.asOffice(() -> orders.take(order.code(), OrderStep.REFUSE, StepDetails.NONE)))
                .isEqualTo(new StepNotYet(OrderStep.REFUSE, "reason"));
        assertThat(shopping.seller(order, OrderStep.REFUSE).endedAt()).isNotNull();
        assertThat(shopping.shelf(product)).isEqualTo("0 of 10");
        // Undone while the goods are still available; not once somebody else has them.
        assertThat(shopping.seller(order, OrderStep.UNDO).status()).isEqualTo(OrderStatus.PLACED);
        assertThat(shopping.shelf(product)).isEqualTo("10 of 10");
        shopping.seller(order, OrderStep.REFUSE);
        shopping.placed("jalan-tolak", 1);
        assertRefused(() -> shopping.seller(order, OrderStep.UNDO)).isInstanceOf(TooLittleStock.class);
        assertThat(shopping.seen(order).status()).isEqualTo(OrderStatus.REFUSED);
        assertThat(shopping.shelf(product)).isEqualTo("1 of 10");
    }

    @Test
    void the_last_step_is_taken_back_by_its_own_side_in_time() throws SQLException {
        AProduct product = product("jalan-mundur");
        PlacedOrder order = shopping.placed("jalan-mundur", 2);
        shopping.seller(order, OrderStep.CONFIRM);
        assertRefused(() -> shopping.buyer(order, OrderStep.UNDO)).isInstanceOf(NothingToUndo.class);
        OrderView back = shopping.seller(order, OrderStep.UNDO);
        assertThat(back.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(back.expiresAt()).isEqualTo(order.order().expiresAt());
        assertThat(back.changes().get(1).isUndone()).isTrue();
        assertThat(back.changes().getLast().step()).isEqualTo(OrderStep.UNDO);
        assertRefused(() -> shopping.seller(order, OrderStep.UNDO)).isInstanceOf(NothingToUndo.class);

        shopping.seller(order, OrderStep.CONFIRM);
        shopping.seller(order, OrderStep.PACK);
        shopping.seller(order, OrderStep.DELIVER);
        assertThat(shopping.shelf(product)).isEqualTo("0 of 8");
        assertThat(shopping.seller(order, OrderStep.UNDO).status()).isEqualTo(OrderStatus.READY);
        assertThat(shopping.shelf(product)).as("the goods are back").isEqualTo("2 of 10");
        assertThat(shopping.seller(order, OrderStep.UNDO).status()).isEqualTo(OrderStatus.CONFIRMED);
        // After the buyer cancelled, the group can no longer undo its own step.
        shopping.buyer(order, OrderStep.CANCEL);
        assertRefused(() -> shopping.seller(order, OrderStep.UNDO)).isInstanceOf(NothingToUndo.class);
        assertThat(shopping.buyer(order, OrderStep.UNDO).status()).isEqualTo(OrderStatus.CONFIRMED);
        shopping.run("update market.order_changes set changed_at = changed_at - interval '31 minutes'"
                + " where order_id = '" + order.order().id() + "'");
        assertRefused(() -> shopping.seller(order, OrderStep.UNDO)).isInstanceOf(NothingToUndo.class);
    }

    @Test
    void a_payment_confirmed_by_mistake_is_taken_back_with_what_it_did() throws SQLException {
        product("jalan-keliru");
        PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "jalan-keliru", 1);
        shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
        OrderView back = shopping.seller(order, OrderStep.UNDO);
        assertThat(back.status()).isEqualTo(OrderStatus.PLACED);
        assertThat(back.payment().status()).isEqualTo(PaymentStatus.NONE);
        assertThat(back.paidAt()).isNull();
        assertThat(back.expiresAt()).isEqualTo(order.order().expiresAt());
        shopping.buyer(order, OrderStep.CANCEL);
        assertThat(shopping.buyer(order, OrderStep.UNDO).payment().account())
                .as("can be paid again")
                .isNotNull();
    }

    @Test
    void what_was_paid_and_is_called_off_is_owed_until_it_is_given_back() throws SQLException {
        product("jalan-kembali");
        PlacedOrder order = shopping.placed(PaymentMethod.TRANSFER, "jalan-kembali", 1);
        shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
        assertRefused(() -> shopping.buyer(order, OrderStep.CANCEL))
                .isEqualTo(new StepNotYet(OrderStep.CANCEL, "unpaid"));
        assertThat(shopping.seller(order, OrderStep.CANCEL).owesRefund()).isTrue();
        var owing = new OrderFilter(Set.of(), null, null, null, null, true);
        assertThat(Shopping.asOffice(() -> orders.page(owing, 100, null)).items())
                .extracting(OrderSummary::code)
                .contains(order.code());
        assertThat(shopping.seller(order, OrderStep.REFUND).owesRefund()).isFalse();
        assertThat(Shopping.asOffice(() -> orders.page(owing, 100, null)).items())
                .extracting(OrderSummary::code)
                .doesNotContain(order.code());
    }

    @Test
    void goods_that_come_back_unpaid_are_on_the_shelf_again() throws SQLException {
        AProduct product = product("jalan-pulang");
        PlacedOrder order = shopping.placed("jalan-pulang", 4);
        shopping.seller(order, OrderStep.CONFIRM);
        shopping.seller(order, OrderStep.DELIVER);
        assertThat(shopping.shelf(product)).isEqualTo("0 of 6");
        assertRefused(() -> shopping.buyer(order, OrderStep.RETURN)).isInstanceOf(WrongStep.class);
        assertRefused(() -> Shopping.asOffice(() -> orders.take(order.code(), OrderStep.RETURN, StepDetails.NONE)))
                .isEqualTo(new StepNotYet(OrderStep.RETURN, "reason"));
        OrderView back = shopping.seller(order, OrderStep.RETURN);
        assertThat(back.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(back.endedAt()).isNotNull();
        assertThat(shopping.shelf(product)).isEqualTo("0 of 10");

        PlacedOrder paid = shopping.placed("jalan-pulang", 1);
        shopping.seller(paid, OrderStep.CONFIRM);
        shopping.seller(paid, OrderStep.DELIVER);
        shopping.seller(paid, OrderStep.CONFIRM_PAYMENT);
        assertRefused(() -> shopping.seller(paid, OrderStep.RETURN))
                .isEqualTo(new StepNotYet(OrderStep.RETURN, "unpaid"));
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void a_tracking_number_that_was_forgotten_is_written_with_the_same_step() throws SQLException {
        product("jalan-resi");
        PlacedOrder order = shopping.placed("jalan-resi", 1);
        shopping.run("update market.orders set delivery_method = 'courier' where code = '" + order.code() + "'");
        shopping.seller(order, OrderStep.CONFIRM);
        shopping.seller(order, OrderStep.SEND);
        var number = new StepDetails(null, "JP0001", null, null);
        assertThat(Shopping.asOffice(() -> orders.take(order.code(), OrderStep.SEND, number)))
                .satisfies(sent -> assertThat(sent.trackingNumber()).isEqualTo("JP0001"))
                .satisfies(sent -> assertThat(sent.status()).isEqualTo(OrderStatus.SENT));
        int version = shopping.seen(order).version();
        Shopping.asOffice(() -> orders.take(order.code(), OrderStep.SEND, number));
        assertThat(shopping.seen(order).version()).as("the same number again").isEqualTo(version);
        assertThat(shopping.broken()).isEmpty();
    }

    @Test
    void what_arrived_and_is_paid_closes_by_itself_after_a_quiet_week() throws SQLException {
        product("jalan-tutup");
        PlacedOrder quiet = delivered("jalan-tutup");
        PlacedOrder unpaid = delivered("jalan-tutup");
        PlacedOrder fresh = delivered("jalan-tutup");
        shopping.seller(quiet, OrderStep.CONFIRM_PAYMENT);
        shopping.seller(fresh, OrderStep.CONFIRM_PAYMENT);
        for (PlacedOrder old : List.of(quiet, unpaid)) {
            shopping.run(
                    "update market.order_changes set changed_at = changed_at - interval '8 days' where order_id = '"
                            + old.order().id() + "'");
            shopping.run("update market.orders set placed_at = placed_at - interval '8 days' where id = '"
                    + old.order().id() + "'");
        }
        timers.close();
        timers.close();
        OrderView closed = shopping.seen(quiet);
        assertThat(closed.status()).isEqualTo(OrderStatus.CLOSED);
        assertThat(closed.changes().getLast().by()).isEqualTo(Party.SYSTEM);
        assertThat(shopping.seen(unpaid).status()).isEqualTo(OrderStatus.DELIVERED);
        assertThat(shopping.seen(fresh).status()).isEqualTo(OrderStatus.DELIVERED);
    }

    private PlacedOrder delivered(String slug) {
        PlacedOrder order = shopping.placed(slug, 1);
        shopping.seller(order, OrderStep.CONFIRM);
        shopping.seller(order, OrderStep.DELIVER);
        return order;
    }

    /// Random steps by both sides on orders of one small stock. Whatever is accepted or refused, stock,
    /// reservations, payments and orders stay consistent.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_walks_never_break_anything(long seed) throws SQLException {
        var random = new Random(seed);
        AProduct product = aProduct("acak-" + seed).onHand(6).withTransfers().forInstitutions();
        AProduct made = aProduct("acak-pesanan-" + seed).madeToOrder(4, 3);
        shopping.insert(product, made);
        List<PlacedOrder> placed = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < 150; i++) {
            if (placed.size() < 2 || random.nextInt(12) == 0) {
                PaymentMethod method = random.nextBoolean() ? PaymentMethod.COD : PaymentMethod.TRANSFER;
                try {
                    placed.add(orders.place(checkout(
                                    method,
                                    random.nextInt(4) == 0 ? "acak-pesanan-" + seed : "acak-" + seed,
                                    1 + random.nextInt(3)))
                            .getFirst());
                } catch (Refused refused) {
                    assertThat(refused.problem()).isInstanceOf(TooLittleStock.class);
                    placed.addFirst(placed.removeLast());
                }
                continue;
            }
            PlacedOrder order = placed.get(random.nextInt(placed.size()));
            Party by = random.nextInt(3) == 0 ? Party.BUYER : Party.OFFICE;
            OrderView before = shopping.seen(order);
            Set<OrderStep> possible = orders.possible(before, by);
            List<OrderStep> steps =
                    random.nextInt(3) == 0 || possible.isEmpty() ? List.of(OrderStep.values()) : List.copyOf(possible);
            OrderStep step = steps.get(random.nextInt(steps.size()));
            boolean isPossible = possible.contains(step);
            try {
                OrderView after = by == Party.BUYER ? shopping.buyer(order, step) : shopping.seller(order, step);
                taken++;
                boolean isSame = after.version() == before.version();
                assertThat(isPossible || isSame)
                        .as("%s by %s of %s", step, by, before)
                        .isTrue();
            } catch (Refused refused) {
                Problem problem = refused.problem();
                boolean isShort = problem instanceof TooLittleStock;
                assertThat(!isPossible || isShort)
                        .as("%s by %s of %s: %s", step, by, before, problem)
                        .isTrue();
                assertThat(shopping.seen(order).version()).isEqualTo(before.version());
            }
            if (i % 15 == 0) {
                assertThat(shopping.broken())
                        .as("after %s by %s of %s", step, by, before)
                        .isEmpty();
            }
        }
        assertThat(shopping.broken()).isEmpty();
        assertThat(taken).isGreaterThan(30);
        assertThat(placed.stream().map(shopping::seen).map(OrderView::status).collect(Collectors.toSet()))
                .hasSizeGreaterThan(1);
    }

    private AProduct product(String slug) throws SQLException {
        AProduct product = aProduct(slug).withTransfers();
        shopping.insert(product);
        return product;
    }

    private static org.assertj.core.api.ObjectAssert<Problem> assertRefused(ThrowingCallable work) {
        Refused refused = org.assertj.core.api.Assertions.catchThrowableOfType(Refused.class, work);
        assertThat(refused).as("refused").isNotNull();
        return assertThat(refused.problem());
    }
}
