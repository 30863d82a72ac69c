package id.cemara.payment.gateway;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.market.AProduct;
import id.cemara.market.OrderPlaced;
import id.cemara.market.ordering.Buyer;
import id.cemara.market.ordering.Checkout;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderTimers;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.payment.PaymentMethod;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.env.Environment;

/// Storms of notifications: each arrives many times, in any order, some before their order is committed,
/// some after it expired. Orders and payments must end in the same state regardless. Three hundred storms
/// of twelve stories; bench/WebhookStorm.java runs a thousand with up to 50 repetitions, all over HTTP.
@MidtransTest
class WebhookStormTests {

    private static final int STORMS = 300;
    private static final int THROUGH_HTTP = 36;
    private static final int THREADS = 4;
    private static final long PRICE = 75_000;
    private static final String PATH = "/api/v1/payments/midtrans/notifications";

    @Autowired
    private Inbox inbox;

    @Autowired
    private Orders orders;

    @Autowired
    private OrderTimers timers;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private ConfigurableApplicationContext context;

    @Autowired
    private Environment environment;

    private final Map<Long, Consumer<String>> beforeTheCommit = new ConcurrentHashMap<>();

    /// The messages about one order.
    private enum Story {
        PAID("pending t1 201", "settlement t1 200"),
        PAID_BY_CARD("capture/accept t1 200", "settlement/accept t1 200"),
        FAILED("pending t1 201", "expire t1 202"),
        PAID_AFTER_A_FAILED_TRY("deny t1 202", "pending t2 201", "settlement t2 200"),
        FAILED_AFTER_SUCCESS("pending t1 201", "settlement t1 200", "deny t1 202"),
        PAID_TWICE("settlement t1 200", "settlement t2 200"),
        PAID_TWICE_ONE_BACK("settlement t1 200", "settlement t2 200", "refund t2 200"),
        PARTLY_BACK("settlement t1 200", "partial_refund t1 200"),
        ALL_BACK("settlement t1 200", "partial_refund t1 200", "refund t1 200"),
        WRONG_AMOUNT("pending t1 201", "settlement t1 200 74999.00"),
        PAID_AFTER_EXPIRY("pending t1 201", "settlement t1 200"),
        PAID_AFTER_EXPIRY_AND_SOLD_OUT("pending t1 201", "settlement t1 200");

        private final List<String> said;

        Story(String... said) {
            this.said = List.of(said);
        }

        /// False where an order may learn of the full refund before it learns of the other payment.
        boolean saysItsHistory() {
            return this != PAID_TWICE_ONE_BACK;
        }

        boolean isAfterExpiry() {
            return this == PAID_AFTER_EXPIRY || this == PAID_AFTER_EXPIRY_AND_SOLD_OUT;
        }
    }

    /// One order with the messages before and after its commit.
    private static final class Storm {

        private final int number;
        private final Story story;
        private final List<String> early;
        private final List<String> late;
        private String code = "";

        Storm(int number) {
            Random random = new Random(number);
            this.number = number;
            this.story = Story.values()[number % Story.values().length];
            List<String> all = new ArrayList<>();
            for (String said : story.said) {
                all.addAll(Collections.nCopies(times(random), said));
            }
            Collections.shuffle(all, random);
            int cut = story.isAfterExpiry() || random.nextBoolean() ? 0 : random.nextInt(all.size() + 1);
            this.early = List.copyOf(all.subList(0, cut));
            this.late = List.copyOf(all.subList(cut, all.size()));
        }

        /// 1 to 50, mostly small.
        private static int times(Random random) {
            return random.nextInt(12) == 0 ? 1 + random.nextInt(50) : 1 + random.nextInt(3);
        }

        TestNotification sent(String said) {
            String[] parts = said.split(" ");
            String[] words = parts[0].split("/");
            TestNotification sent = TestNotification.of(code, PRICE)
                    .said(words[0], parts[2])
                    .fraud(words.length > 1 ? words[1] : null)
                    .transaction(parts[1]);
            return parts.length > 3 ? sent.amount(parts[3]) : sent;
        }
    }

    @Test
    void every_storm_ends_in_the_same_orders_and_payments() throws Exception {
        AProduct product =
                aProduct("badai-biasa").of("cemara-indah").price(PRICE).onHand(5_000);
        AProduct scarce =
                aProduct("badai-habis").of("cemara-indah").price(PRICE).onHand(500);
        try (Connection owner = TestDatabases.asOwner(database)) {
            product.insert(owner);
            scarce.insert(owner);
        }
        context.addApplicationListener(new ApplicationListener<PayloadApplicationEvent<OrderPlaced>>() {
            @Override
            public void onApplicationEvent(PayloadApplicationEvent<OrderPlaced> event) {
                placed(event);
            }
        });
        List<Storm> storms = new ArrayList<>();
        for (int i = 0; i < STORMS; i++) {
            storms.add(new Storm(i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            all(threads, storms, this::place);
            Rows.run(database, """
                    update market.orders set expires_at = placed_at - interval '1 minute'
                     where expires_at is not null and code = any (string_to_array('%s', ','))
                    """.formatted(String.join(
                    ",",
                    storms.stream()
                            .filter(storm -> storm.story.isAfterExpiry())
                            .map(storm -> storm.code)
                            .toList())));
            timers.expire();
            Rows.run(database, "update market.stock set on_hand = 0 where product_id = '" + scarce.id() + "'");
            all(threads, storms, storm -> send(storm, storm.late));
        }
        Map<String, Story> stories = new TreeMap<>();
        storms.forEach(storm -> stories.put(storm.code, storm.story));
        // Orders process payment events in the background.
        Poll.until(() -> Rows.one(database, """
                select (select count(*) from payment.gateway_events e
                          join payment.payments p on p.reference = e.reference where e.decision = 'waiting')
                     + (select count(*) from market.orders o
                          join payment.payments p on p.reference = o.code
                         where o.payment_status <> p.status and o.code = any (string_to_array('%s', ',')))
                """.formatted(String.join(",", stories.keySet())))
                .equals("0"));
        Map<String, TreeSet<String>> endings = new TreeMap<>();
        endings(stories.keySet()).forEach((code, ending) -> {
            Story story = Objects.requireNonNull(stories.get(code));
            endings.computeIfAbsent(story.name(), name -> new TreeSet<>())
                    .add(story.saysItsHistory() ? ending : ending.replaceAll(" \\| (place|opened)[a-z,-]*", ""));
        });
        Map<String, TreeSet<String>> expected = new TreeMap<>();
        for (Story story : Story.values()) {
            expected.put(story.name(), new TreeSet<>(List.of(ending(story))));
        }
        assertThat(stories).hasSize(STORMS);
        assertThat(endings).isEqualTo(expected);
        assertThat(Rows.one(database, "select count(*) from market.stock_mismatches()"))
                .isEqualTo("0");
    }

    /// The final state of order and payment, with the open checks.
    private static final String ENDING = """
            select o.code, concat_ws(' | ', concat_ws(' ', o.status, o.payment_status, case when o.is_paid_late then 'late' end),
                   (select string_agg(c.step, ',' order by c.id) from market.order_changes c where c.order_id = o.id),
                   concat_ws(' ', p.status, s.level, case when s.is_failed then 'failed' end),
                   (select string_agg(c.step, ',' order by c.id)
                      from payment.payment_changes c where c.payment_id = p.id),
                   (select string_agg(l.kind, ',' order by l.kind)
                      from payment.gateway_looks l where l.reference = o.code),
                   (select count(*) from payment.gateway_events e where e.reference = o.code))
              from market.orders o
              join payment.payments p on p.reference = o.code
              join payment.gateway_states s on s.reference = o.code
             where o.code = any (?)
            """;

    private static String ending(Story story) {
        return switch (story) {
            case PAID, PAID_BY_CARD ->
                "confirmed confirmed | place,confirm-payment | confirmed settled | opened,confirmed | 2";
            case FAILED -> "placed none | place | none pending failed | opened | 2";
            case PAID_AFTER_A_FAILED_TRY ->
                "confirmed confirmed | place,confirm-payment | confirmed settled | opened,confirmed | 3";
            case FAILED_AFTER_SUCCESS ->
                "confirmed confirmed | place,confirm-payment | confirmed settled | opened,confirmed"
                        + " | failed-after-success | 3";
            case PAID_TWICE ->
                "confirmed confirmed | place,confirm-payment | confirmed settled | opened,confirmed | paid-twice | 2";
            case PAID_TWICE_ONE_BACK -> "confirmed confirmed | confirmed settled | paid-twice | 3";
            case PARTLY_BACK ->
                "confirmed confirmed | place,confirm-payment | confirmed partially-refunded | opened,confirmed"
                        + " | unclear-refund | 2";
            case ALL_BACK ->
                "cancelled refunded | place,confirm-payment,refund | refunded refunded | opened,confirmed,refunded"
                        + " | unclear-refund | 3";
            case WRONG_AMOUNT -> "placed none | place | none pending | opened | wrong-amount | 2";
            case PAID_AFTER_EXPIRY ->
                "confirmed confirmed | place,expire,confirm-payment,revive | confirmed settled"
                        + " | opened,closed,confirmed | 2";
            case PAID_AFTER_EXPIRY_AND_SOLD_OUT ->
                "expired confirmed late | place,expire,confirm-payment | confirmed settled"
                        + " | opened,closed,confirmed | 2";
        };
    }

    private void place(Storm storm) {
        String product = storm.story == Story.PAID_AFTER_EXPIRY_AND_SOLD_OUT ? "badai-habis" : "badai-biasa";
        beforeTheCommit.put(Thread.currentThread().threadId(), code -> {
            storm.code = code;
            send(storm, storm.early);
        });
        PlacedOrder order = orders.place(new Checkout(
                        List.of(new Checkout.Line(product, 1)),
                        new Buyer("Ibu Contoh", "+62813" + (20_000_000 + storm.number), null, null, null),
                        DeliveryChoice.PICKUP,
                        PaymentMethod.GATEWAY))
                .getFirst();
        assertThat(order.code()).isEqualTo(storm.code);
    }

    /// The order is not committed yet: messages sent now are about an unknown order.
    private void placed(PayloadApplicationEvent<OrderPlaced> event) {
        Consumer<String> early = beforeTheCommit.remove(Thread.currentThread().threadId());
        if (early != null) {
            Thread provider = Thread.ofVirtual()
                    .start(() -> early.accept(event.getPayload().code()));
            try {
                provider.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void send(Storm storm, List<String> messages) {
        Web web = Web.of(environment);
        for (String said : messages) {
            if (storm.number < THROUGH_HTTP) {
                assertThat(web.postJson(PATH, storm.sent(said).json()).status()).isEqualTo(204);
            } else {
                storm.sent(said).to(inbox);
            }
        }
    }

    private static void all(ExecutorService threads, List<Storm> storms, Consumer<Storm> work) throws Exception {
        List<Callable<@Nullable Void>> calls = new ArrayList<>();
        for (Storm storm : storms) {
            calls.add(() -> {
                work.accept(storm);
                return null;
            });
        }
        for (Future<@Nullable Void> done : threads.invokeAll(calls)) {
            done.get();
        }
    }

    private Map<String, String> endings(Set<String> codes) throws SQLException {
        Map<String, String> endings = new TreeMap<>();
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.prepareStatement(ENDING)) {
            statement.setArray(1, owner.createArrayOf("text", codes.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    endings.put(row.getString(1), row.getString(2));
                }
            }
        }
        return endings;
    }
}
