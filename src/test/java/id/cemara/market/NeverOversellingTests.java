package id.cemara.market;

import static id.cemara.market.AProduct.aProduct;
import static id.cemara.market.Shopping.checkout;
import static id.cemara.market.Shopping.json;
import static id.cemara.market.Shopping.phone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Cemara;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.ordering.steps.OrderProblem.TooLittleStock;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.OrderTimers;
import id.cemara.platform.DatabaseAccess;
import id.cemara.shared.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// Reservations never exceed stock: with many buyers and nodes, when a node is killed, with expiry and late
/// payments, and against raw SQL through the application's own database role.
@WritingTest
class NeverOversellingTests {

    private static final int PRODUCTS = 40;
    private static final int EACH = 20;
    private static final int CHECKOUTS = 2_000;
    private static final String PREFIX = "badai-";

    @Autowired
    private Orders orders;

    @Autowired
    private OrderTimers timers;

    @Autowired
    private DatabaseAccess database;

    @Autowired
    private Environment environment;

    private Web web;
    private Shopping shopping;

    @BeforeEach
    void open() {
        web = Web.of(environment);
        shopping = new Shopping(orders, database);
    }

    @Test
    void of_two_hundred_buyers_who_want_the_last_fifty_exactly_fifty_get_one() throws Exception {
        AProduct product = aProduct("terakhir-lima-puluh").onHand(50);
        shopping.insert(product);
        List<Callable<Answer>> buyers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String body = json(phone(), "cod", "terakhir-lima-puluh", 1);
            buyers.add(() -> web.postJson(
                    "/api/v1/orders", body, "Idempotency-Key", UUID.randomUUID().toString()));
        }
        List<Answer> answers = all(32, buyers);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(50);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .hasSize(150)
                .allSatisfy(answer -> assertThat(answer.json().get("lines").toString())
                        .isEqualTo("[{\"product\":\"terakhir-lima-puluh\",\"requested\":1,\"available\":0}]"));
        assertThat(shopping.shelf(product)).isEqualTo("50 of 50");
        assertThat(shopping.broken()).isEmpty();
    }

    /// Two nodes and a third that is killed, on one database: two thousand checkouts, some with the same
    /// product twice, are placed, cancelled, expired, paid late and delivered concurrently, while a reader
    /// checks all the time.
    @Test
    void a_storm_over_two_nodes_and_a_killed_third_sells_what_was_there_and_no_more() throws Exception {
        AProduct[] shelf = new AProduct[PRODUCTS];
        for (int i = 0; i < PRODUCTS; i++) {
            shelf[i] = aProduct(PREFIX + i).onHand(EACH);
        }
        shopping.insert(shelf);
        Queue<PlacedOrder> placed = new ConcurrentLinkedQueue<>();
        Queue<PlacedOrder> late = new ConcurrentLinkedQueue<>();
        var refused = new AtomicInteger();
        var isOver = new AtomicBoolean();
        try (ConfigurableApplicationContext second = secondNode();
                ChildShop child = ChildShop.launch(TestDatabases.properties(database), PREFIX, PRODUCTS);
                ExecutorService others = Executors.newFixedThreadPool(4)) {
            Orders there = second.getBean(Orders.class);
            child.begins();
            Future<List<String>> killed = others.submit(() -> child.killedAfter(25));
            Future<Integer> looked = others.submit(() -> look(isOver));
            Future<?> ending = others.submit(
                    () -> endAgainAndAgain(isOver, List.of(timers, second.getBean(OrderTimers.class)), late));
            List<Callable<Boolean>> buyers = new ArrayList<>();
            for (int i = 0; i < CHECKOUTS; i++) {
                Random random = new Random(i);
                Orders node = i % 2 == 0 ? orders : there;
                buyers.add(() -> {
                    buy(node, random, placed, late, refused);
                    return true;
                });
            }
            List<String> acknowledged;
            try {
                all(16, buyers);
            } finally {
                isOver.set(true);
                child.close();
            }
            acknowledged = killed.get();
            ending.get();
            assertThat(looked.get()).as("looks at the shelf meanwhile").isGreaterThan(20);
            for (String code : acknowledged) {
                assertThat(shopping.one("select count(*) from market.orders where code = '" + code + "'"))
                        .isEqualTo("1");
            }
        }
        assertThat(placed.size() + refused.get()).isEqualTo(CHECKOUTS);
        assertThat(placed.size()).isGreaterThan(PRODUCTS * EACH / 6);
        assertThat(refused.get()).isPositive();
        assertThat(shopping.broken()).isEmpty();
        assertThat(Rows.all(database, OVERSOLD)).isEmpty();
        for (PlacedOrder order : placed) {
            assertThat(shopping.seen(order).code()).isEqualTo(order.code());
        }
    }

    private void buy(
            Orders node, Random random, Queue<PlacedOrder> placed, Queue<PlacedOrder> late, AtomicInteger refused) {
        String one = PREFIX + random.nextInt(PRODUCTS);
        String other = PREFIX + random.nextInt(PRODUCTS);
        PlacedOrder order;
        try {
            order = node.place(checkout(one, 1 + random.nextInt(2), other, 1 + random.nextInt(2), one, 1))
                    .getFirst();
        } catch (Refused e) {
            assertThat(e.problem())
                    .isInstanceOfSatisfying(
                            TooLittleStock.class,
                            too -> assertThat(too.lines())
                                    .isNotEmpty()
                                    .allSatisfy(
                                            line -> assertThat(line.available()).isBetween(0, line.requested() - 1)));
            refused.incrementAndGet();
            return;
        }
        placed.add(order);
        try {
            switch (random.nextInt(8)) {
                case 0, 1 -> new Shopping(node, database).buyer(order, OrderStep.CANCEL);
                case 2, 3, 4 -> {
                    shopping.isOverdue(order.code());
                    late.add(order);
                }
                case 5 -> {
                    var seller = new Shopping(node, database);
                    seller.seller(order, OrderStep.CONFIRM);
                    seller.seller(order, OrderStep.DELIVER);
                }
                default -> {}
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Expires overdue orders on both nodes and lets some payments arrive afterwards.
    private void endAgainAndAgain(AtomicBoolean isOver, List<OrderTimers> nodes, Queue<PlacedOrder> late) {
        boolean isLast;
        do {
            isLast = isOver.get();
            nodes.parallelStream().forEach(OrderTimers::expire);
            for (int i = 0; i < 5; i++) {
                PlacedOrder order = late.poll();
                if (order != null && i % 2 == 0) {
                    shopping.seller(order, OrderStep.CONFIRM_PAYMENT);
                }
            }
        } while (!isLast);
    }

    private int look(AtomicBoolean isOver) throws SQLException {
        int looks = 0;
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            while (!isOver.get()) {
                try (var row = statement.executeQuery(OVERSOLD)) {
                    assertThat(row.next()).as("oversold").isFalse();
                }
                looks++;
                statement.execute("select pg_sleep(0.05)");
            }
        }
        return looks;
    }

    /// Products whose reservations and used goods exceed what was there.
    private static final String OVERSOLD = """
            select p.slug
              from market.products p
              join market.stock s on s.product_id = p.id
              left join lateral (select coalesce(sum(r.quantity) filter (where r.state = 'held'), 0) as held,
                                        coalesce(sum(r.quantity) filter (where r.state = 'used'), 0) as used
                                   from market.reservations r
                                  where r.product_id = p.id) r on true
             where p.slug like 'badai-%%'
               and (s.reserved < 0 or s.reserved > s.on_hand or s.reserved <> r.held or s.on_hand + r.used <> %d)
             limit 1
            """.formatted(EACH);

    private ConfigurableApplicationContext secondNode() {
        List<String> arguments = new ArrayList<>();
        TestDatabases.properties(database).forEach(property -> arguments.add("--" + property));
        arguments.add("--spring.flyway.enabled=false");
        arguments.add("--cemara.sample.mode=off");
        arguments.add("--server.port=0");
        var application = new SpringApplication(Cemara.class);
        application.setLogStartupInfo(false);
        return application.run(arguments.toArray(String[]::new));
    }

    /// Through the application's own database role with the widest scope.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "promises more than there is         | 42501 | update market.stock set reserved = 99 where product_id = '%p'",
                "promises without an order           | 42501 | update market.stock set reserved = reserved + 1 where product_id = '%p'",
                "empties the shelf under the orders  | 23514 | update market.stock set on_hand = 2 where product_id = '%p'",
                "reserves by hand                    | 42501 | insert into market.reservations (order_id, product_id, group_id, area_code, quantity, state) select id, '%p', group_id, area_code, 1, 'held' from market.orders where code = '%o'",
                "changes a reservation               | 42501 | update market.reservations set quantity = 1 where product_id = '%p'",
                "deletes a reservation               | 42501 | delete from market.reservations where product_id = '%p'",
                "adds to an order                    | 23514 | insert into market.order_lines (order_id, position, product_id, group_id, area_code, slug, name, unit, quantity, unit_price, line_total) select id, 9, '%p', group_id, area_code, 'x', 'x', 'x', 1, 1, 1 from market.orders where code = '%o'",
                "frees a live order's goods          | 23514 | select market.release((select id from market.orders where code = '%o'))",
                "lets goods leave before their time  | 23514 | select market.use_reserved((select id from market.orders where code = '%o'))",
                "ends an order and keeps its goods   | 23514 | update market.orders set status = 'expired' where code = '%o'",
                "sends an order without its goods    | 23514 | update market.orders set status = 'sent' where code = '%o'",
                "an order without lines              | 23514 | %n",
                "an order without its reservation    | 23514 | %n; %l",
                "an order of more than there is      | 23514 | %n; %l; select market.reserve(array['%i'::uuid], current_date)"
            })
    void bare_sql_of_the_application_cannot_pass(String what, String state, String sql) throws SQLException {
        UUID id = UUID.randomUUID();
        AProduct product = aProduct("polos-" + id).onHand(8);
        shopping.insert(product);
        PlacedOrder order = shopping.placed("polos-" + id, 5);
        String code = "T" + id.toString().replaceAll("[^0-9]", "").substring(0, 7);
        String statement = sql.replace("%n", """
                        insert into market.orders (id, code, group_id, area_code, checkout_id, buyer_hash, status,
                               payment_method, delivery_method, goods_total, delivery_fee, total, placed_at)
                        select '%i', '%c', group_id, area_code, checkout_id, buyer_hash, 'placed', 'cod', 'pickup', 4, 0, 4,
                               now()
                          from market.orders where code = '%o'
                        """)
                .replace("%l", """
                        insert into market.order_lines (order_id, position, product_id, group_id, area_code, slug, name, unit,
                               quantity, unit_price, line_total)
                        select id, 1, '%p', group_id, area_code, 'x', 'x', 'x', 4, 1, 4 from market.orders where id = '%i'
                        """)
                .replace("%p", product.id().toString())
                .replace("%o", order.code())
                .replace("%c", code)
                .replace("%i", id.toString());
        try (Connection app = TestDatabases.asApp(database);
                var by = app.createStatement()) {
            app.setAutoCommit(false);
            by.execute("select set_config('cemara.areas', '*', true), set_config('cemara.role', 'SYSTEM', true)");
            assertThatThrownBy(() -> {
                        for (String part : statement.split(";")) {
                            by.execute(part);
                        }
                        app.commit();
                    })
                    .as(what)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
        }
        assertThat(shopping.shelf(product)).isEqualTo("5 of 8");
        assertThat(shopping.broken()).isEmpty();
    }

    private static <T> List<T> all(int threads, List<Callable<T>> tasks) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
