package id.cemara.market.buying;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.market.OrderStatus;
import id.cemara.market.feedback.ProtectionContact;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.steps.OrderRules;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.shop.Delivery;
import id.cemara.market.shop.Shop;
import id.cemara.payment.Party;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import id.cemara.payment.PaymentView;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.OrderId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an order's page says comes next: in every state it mentions only what exists and is true.
class OrderPageSentencesTests {

    private static final Instant NOW = Instant.parse("2026-07-01T03:00:00Z");
    private static final Money PRICE = new Money(10_000);
    private static final ResourceBundle INDONESIAN = ResourceBundle.getBundle("messages/market", Locale.ROOT);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("messages/market", Locale.ENGLISH);

    @Test
    void every_sentence_has_its_condition_in_every_state() {
        int said = 0;
        for (OrderStatus status : OrderStatus.values()) {
            for (PaymentMethod method : PaymentMethod.values()) {
                for (PaymentStatus paid : PaymentStatus.values()) {
                    for (Delivery delivery : Delivery.values()) {
                        for (String whatsapp : new @Nullable String[] {null, "https://wa.me/62"}) {
                            for (Instant until : new @Nullable Instant[] {null, NOW}) {
                                check(page(status, method, paid, delivery, whatsapp, until));
                                said++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(said).isEqualTo(11 * 5 * 4 * 3 * 2 * 2);
    }

    private static void check(OrderPage page) {
        String key = "market.cart.then." + page.then();
        assertThat(INDONESIAN.containsKey(key) && ENGLISH.containsKey(key))
                .as(key)
                .isTrue();
        String sentence = INDONESIAN.getString(key);
        OrderView order = page.order();
        PaymentStatus paid = order.payment().status();
        String state = order.status() + " " + order.payment().method() + " " + paid + ": " + sentence;
        if (sentence.contains("Tidak ada yang perlu dibayar")) {
            assertThat(paid).as(state).isEqualTo(PaymentStatus.NONE);
        }
        if (sentence.contains("Bayar lebih dulu") || sentence.contains("selesaikan kalau memang belum dibayar")) {
            assertThat(paid).as(state).isEqualTo(PaymentStatus.NONE);
            assertThat(page.isToPay()).as(state).isTrue();
        }
        if (sentence.contains("Saya sudah bayar")) {
            assertThat(page.mayClaim()).as(state).isTrue();
        }
        if (sentence.contains("halaman pembayaran")) {
            assertThat(order.payment().method()).as(state).isEqualTo(PaymentMethod.GATEWAY);
        }
        if (sentence.contains("memeriksa pembayarannya. Tidak perlu") || sentence.contains("memberi tahu sudah")) {
            assertThat(paid).as(state).isEqualTo(PaymentStatus.CLAIMED);
        }
        if (sentence.contains("akan mengembalikannya")) {
            assertThat(order.owesRefund()).as(state).isTrue();
        }
        if (sentence.contains("sudah dikembalikan")) {
            assertThat(paid).as(state).isEqualTo(PaymentStatus.REFUNDED);
        }
        if (sentence.contains("WhatsApp")) {
            assertThat(page.whatsapp()).as(state).isNotNull();
        }
        if (sentence.contains("paling lambat")) {
            assertThat(order.expiresAt()).as(state).isNotNull();
        }
        if (sentence.contains("ulasan di bawah")) {
            assertThat(page.isReviewable()).as(state).isTrue();
        }
        if (sentence.contains("Sudah saya terima")) {
            assertThat(page.steps()).as(state).contains(OrderStep.DELIVER);
        }
        String standing = OrderPage.standing(order);
        assertThat(INDONESIAN.containsKey(standing) && ENGLISH.containsKey(standing))
                .as(standing)
                .isTrue();
        if (INDONESIAN.getString(standing).contains("bayar")) {
            assertThat(page.isToPay() && page.isPayFirst()).as(state).isTrue();
        }
        if (INDONESIAN.getString(standing).contains("paling lambat")) {
            assertThat(order.expiresAt()).as(state).isNotNull();
        }
        assertThat(page.isToPay() && page.isClaimed()).as(state).isFalse();
        if (paid != PaymentStatus.NONE || order.status().isEnded()) {
            assertThat(page.isToPay()).as(state).isFalse();
        }
        // The desk says that a refund may be due, so the page must not tell the buyer the opposite.
        if (order.status().isEnded() && paid != PaymentStatus.NONE) {
            assertThat(sentence).as(state).doesNotContain("dibatalkan", "Tidak ada");
        }
    }

    private static OrderPage page(
            OrderStatus status,
            PaymentMethod method,
            PaymentStatus paid,
            Delivery delivery,
            @Nullable String whatsapp,
            @Nullable Instant until) {
        var payment = new PaymentView(
                UUID.randomUUID(),
                "ABCDEFGH",
                method,
                paid,
                PRICE,
                PRICE,
                paid == PaymentStatus.REFUNDED ? PRICE : Money.ZERO,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                0);
        UUID group = UUID.randomUUID();
        var order = new OrderView(
                new OrderId(UUID.randomUUID()),
                "ABCDEFGH",
                new GroupId(group),
                "Uji",
                "uji",
                "17.07",
                status,
                payment,
                false,
                List.of(),
                PRICE,
                Money.ZERO,
                PRICE,
                delivery,
                null,
                null,
                null,
                NOW,
                until,
                null,
                null,
                new Buyer("Ibu Contoh", "+6281200000000", null, null, null),
                null,
                false,
                List.of(),
                0);
        return new OrderPage(
                order,
                OrderRules.possible(order.facts(), Party.BUYER, NOW),
                new Shop(
                        new GroupId(group),
                        null,
                        null,
                        true,
                        false,
                        true,
                        false,
                        false,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        0),
                null,
                null,
                whatsapp,
                "",
                "",
                "",
                List.of(),
                List.of(),
                new ProtectionContact(LocalDate.EPOCH, "", null, null, null, "", 0),
                Map.of());
    }
}
