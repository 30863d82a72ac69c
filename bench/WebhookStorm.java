import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.embedded.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Storms of Midtrans notifications over HTTP against a Cemara of its own: each notification 1 to 50 times,
/// in random order, in half of the storms some before their order exists. Prints the final states of each
/// story and the latency of notifications; exits with 1 when a story has more than one final state.
public class WebhookStorm {

    private static final String KEY = "SB-Mid-server-contoh-bench";
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicLong SENT = new AtomicLong();

    /// The messages about one order: status, number of the attempt, status code and, if it differs from the
    /// order's, the amount.
    private enum Story {
        PAID("pending t1 201", "settlement t1 200"),
        FAILED("pending t1 201", "expire t1 202"),
        PAID_AFTER_A_FAILED_TRY("deny t1 202", "pending t2 201", "settlement t2 200"),
        FAILED_AFTER_SUCCESS("pending t1 201", "settlement t1 200", "deny t1 202"),
        PAID_TWICE("settlement t1 200", "settlement t2 200"),
        PAID_TWICE_AND_ONE_BACK("settlement t1 200", "settlement t2 200", "refund t2 200"),
        PARTLY_BACK("settlement t1 200", "partial_refund t1 200"),
        ALL_BACK("settlement t1 200", "partial_refund t1 200", "refund t1 200"),
        WRONG_AMOUNT("pending t1 201", "settlement t1 200 1.00"),
        PAID_AFTER_EXPIRY("pending t1 201", "settlement t1 200");

        private final List<String> said;

        Story(String... said) {
            this.said = List.of(said);
        }
    }

    /// One order and its messages: `early` ones before the order exists, `late` ones afterwards.
    private record Storm(Story story, String code, String total, List<String> early, List<String> late) {}

    private final String address;
    private final Connection owner;
    private final String product;

    private WebhookStorm(String address, Connection owner, String product) {
        this.address = address;
        this.owner = owner;
        this.product = product;
    }

    /// @param arguments launcher, empty data directory, number of storms (default 1,000)
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        boolean isOneWay;
        try (Node node = Node.start(arguments[0], data)) {
            DatabaseAccess access = EmbeddedServer.running(data).orElseThrow();
            try (Connection owner =
                    DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword())) {
                isOneWay = new WebhookStorm(node.address(), owner, product(owner, count)).run(count);
            }
        }
        if (!isOneWay) {
            System.out.println("A story ended in more than one way.");
            System.exit(1);
        }
    }

    /// A running Cemara with Midtrans enabled for every group; there is no Midtrans server.
    private record Node(Process process, String address) implements AutoCloseable {

        static Node start(String launcher, Path data) throws Exception {
            var builder = new ProcessBuilder(launcher, "run", "--port", "0", "--data", data.toString())
                    .redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of(
                            "CEMARA_PAYMENT_MIDTRANS_SERVERKEY", KEY,
                            "CEMARA_PAYMENT_MIDTRANS_GROUPS", "*",
                            "CEMARA_PAYMENT_MIDTRANS_PAGES", "http://127.0.0.1:9",
                            "CEMARA_PAYMENT_MIDTRANS_API", "http://127.0.0.1:9"));
            Process process = builder.start();
            var output = process.inputReader();
            String address = "";
            String line = output.readLine();
            while (line != null && !line.startsWith("ready in")) {
                if (line.startsWith("open ")) {
                    address = line.substring("open ".length()).strip();
                }
                line = output.readLine();
            }
            if (line == null || address.isEmpty()) {
                throw new IllegalStateException("Cemara did not start");
            }
            Thread.ofVirtual().start(() -> output.lines().forEach(said -> {}));
            return new Node(process, address);
        }

        @Override
        public void close() throws Exception {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor();
        }
    }

    /// A product for pickup with a stock of one for each storm.
    private static String product(Connection owner, int storms) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        update market.stock k
                           set on_hand = k.reserved + 10 * %d
                          from (select p.id, p.slug
                                  from market.products p
                                  join market.sellers s on s.group_id = p.group_id and s.is_open
                                  left join market.shops h on h.group_id = p.group_id
                                 where p.state = 'published' and p.kind = 'ready' and p.min_quantity = 1
                                   and coalesce(h.offers_pickup, true)
                                 order by p.slug
                                 limit 1) p
                         where k.product_id = p.id
                        returning p.slug
                        """.formatted(storms))) {
            if (!row.next()) {
                throw new IllegalStateException("there is nothing to buy");
            }
            return row.getString(1);
        }
    }

    private boolean run(int count) throws Exception {
        List<Storm> storms = all(count, this::place);
        // These orders are unknown while their first messages arrive.
        hide(storms, true);
        long start = System.nanoTime();
        send(storms, true);
        double seconds = (System.nanoTime() - start) / 1e9;
        hide(storms, false);
        expire(storms);
        start = System.nanoTime();
        send(storms, false);
        seconds += (System.nanoTime() - start) / 1e9;
        until("every word is counted and every order has heard of its payment", """
                select not exists (select 1
                                     from payment.gateway_events e
                                     join payment.payments p on p.reference = e.reference
                                    where e.decision = 'waiting')
                   and not exists (select 1
                                     from market.orders o
                                     join payment.payments p on p.reference = o.code
                                    where o.payment_status <> p.status)
                """);
        System.out.printf(
                "%,d storms, %,d notifications in %.1f s: %,.0f a second, %d at once%n",
                count, SENT.get(), seconds, SENT.get() / seconds, AT_ONCE);
        boolean isOneWay = true;
        for (Story story : Story.values()) {
            Map<String, Integer> endings = endings(storms.stream()
                    .filter(storm -> storm.story() == story)
                    .map(Storm::code)
                    .toList());
            System.out.printf("  %-26s %s%n", story, endings);
            isOneWay &= endings.size() <= 1;
        }
        System.out.printf("promised but not reserved %s%n", one("select count(*) from market.stock_mismatches()"));
        return isOneWay;
    }

    private Storm place(int number) throws Exception {
        HttpResponse<String> made = post(
                "/api/v1/orders",
                """
                {"lines":[{"product":"%s","quantity":1}],"buyer":{"name":"Ibu Contoh","phone":"+62814%08d"},
                 "delivery":{"method":"pickup"},"payment":"gateway"}
                """.formatted(product, 10_000_000 + number),
                "Idempotency-Key",
                "badai-" + System.nanoTime() + "-" + number);
        if (made.statusCode() != 201) {
            throw new IllegalStateException(made.statusCode() + " " + made.body());
        }
        Story story = Story.values()[number % Story.values().length];
        var random = new Random(number);
        List<String> all = new ArrayList<>();
        for (String said : story.said) {
            all.addAll(Collections.nCopies(1 + random.nextInt(50), said));
        }
        Collections.shuffle(all, random);
        int cut = story == Story.PAID_AFTER_EXPIRY || random.nextBoolean() ? 0 : random.nextInt(all.size() + 1);
        return new Storm(
                story,
                field(made.body(), "code"),
                field(made.body(), "total"),
                all.subList(0, cut),
                all.subList(cut, all.size()));
    }

    private void send(List<Storm> storms, boolean early) throws Exception {
        all(storms.size(), number -> {
            Storm storm = storms.get(number);
            for (String said : early ? storm.early() : storm.late()) {
                notify(storm, said.split(" "));
            }
            return storm;
        });
    }

    private void notify(Storm storm, String[] said) throws Exception {
        String amount = said.length > 3 ? said[3] : storm.total() + ".00";
        HttpResponse<String> kept = post("/api/v1/payments/midtrans/notifications", """
                {"transaction_status":"%s","transaction_id":"%s","status_code":"%s","order_id":"%s",
                 "gross_amount":"%s","currency":"IDR","signature_key":"%s"}
                """.formatted(
                said[0], said[1], said[2], storm.code(), amount, sha512(storm.code() + said[2] + amount + KEY)));
        if (kept.statusCode() != 204) {
            throw new IllegalStateException(kept.statusCode() + " " + kept.body());
        }
        SENT.incrementAndGet();
    }

    /// Changes the references of payments with early messages, so that they are unknown, or restores them.
    private void hide(List<Storm> storms, boolean away) throws SQLException {
        String hidden = "'Z' || substr(code, 2)";
        sql("""
                update payment.payments p
                   set reference = %s
                  from unnest(string_to_array('%s', ',')) as code
                 where p.reference = %s
                """.formatted(
                        away ? hidden : "code",
                        String.join(
                                ",",
                                storms.stream()
                                        .filter(storm -> !storm.early().isEmpty())
                                        .map(Storm::code)
                                        .toList()),
                        away ? "code" : hidden));
    }

    private void expire(List<Storm> storms) throws Exception {
        String codes = String.join(
                ",",
                storms.stream()
                        .filter(storm -> storm.story() == Story.PAID_AFTER_EXPIRY)
                        .map(Storm::code)
                        .toList());
        sql("""
                update market.orders
                   set expires_at = placed_at - interval '1 minute'
                 where code = any (string_to_array('%s', ','))
                """.formatted(codes));
        until("the orders that are paid too late have expired", """
                select not exists (select 1
                                     from market.orders
                                    where code = any (string_to_array('%s', ',')) and status <> 'expired')
                """.formatted(codes));
    }

    /// The number of orders by final state: order, payment, and open checks.
    private Map<String, Integer> endings(List<String> codes) throws SQLException {
        Map<String, Integer> endings = new TreeMap<>();
        try (var statement = owner.prepareStatement("""
                select concat_ws(' | ', concat_ws(' ', o.status, o.payment_status,
                                                  case when o.is_paid_late then 'late' end),
                       concat_ws(' ', p.status, s.level, case when s.is_failed then 'failed' end),
                       (select string_agg(l.kind, ',' order by l.kind)
                          from payment.gateway_looks l where l.reference = o.code),
                       (select count(*) from payment.gateway_events e where e.reference = o.code) || ' kept')
                  from market.orders o
                  join payment.payments p on p.reference = o.code
                  left join payment.gateway_states s on s.reference = o.code
                 where o.code = any (?)
                """)) {
            statement.setArray(1, owner.createArrayOf("text", codes.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    endings.merge(row.getString(1), 1, Integer::sum);
                }
            }
        }
        return endings;
    }

    private interface Work {

        Storm of(int number) throws Exception;
    }

    private static List<Storm> all(int count, Work work) throws Exception {
        List<Callable<Storm>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            calls.add(() -> work.of(number));
        }
        List<Storm> done = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Storm> one : threads.invokeAll(calls)) {
                done.add(one.get());
            }
        }
        return done;
    }

    /// Waits for background work, which may take a minute.
    private void until(String what, String question) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!one(question).equals("t")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited in vain until " + what);
            }
            one("select pg_sleep(0.2)");
        }
    }

    private HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void sql(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /// The first field of that name; sufficient for answers of known structure.
    private static String field(String json, String name) {
        Matcher found =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}]*)").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }

    private static String sha512(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
