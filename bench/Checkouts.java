import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Buyers without an account who all want the same hundred products, over one or more nodes. Prints how many checkouts
// a
/// second eight buyers get through while there is enough, and whether a storm on little sold what was there and no
// more.
public class Checkouts {

    private static final int PRODUCTS = 100;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger PHONES = new AtomicInteger(20_000_000);

    private final List<String> addresses;
    private final Connection owner;

    private Checkouts(List<String> addresses, Connection owner) {
        this.addresses = addresses;
        this.owner = owner;
    }

    private record Answer(int status, long nanos, String body) {}

    /// @param arguments the launcher, an empty data directory, and how many checkouts, 10,000 unless said
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        try (Node first = Node.start(arguments[0], data, Map.of())) {
            DatabaseAccess access = EmbeddedServer.running(data).orElseThrow();
            Map<String, String> environment = Map.of(
                    "CEMARA_DATABASE_URL", access.url(),
                    "CEMARA_DATABASE_OWNER_USER", access.ownerUser(),
                    "CEMARA_DATABASE_OWNER_PASSWORD", access.ownerPassword(),
                    "CEMARA_DATABASE_APP_USER", access.appUser(),
                    "CEMARA_DATABASE_APP_PASSWORD", access.appPassword(),
                    "CEMARA_FIELD_KEYS",
                            data.resolve("secrets").resolve("field-keys.json").toString());
            try (Connection owner =
                    DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword())) {
                new Checkouts(List.of(first.address()), owner).run(count);
                try (Node second = Node.start(arguments[0], data.resolveSibling("second-node"), environment)) {
                    new Checkouts(List.of(first.address(), second.address()), owner).run(count);
                }
            }
        }
    }

    /// A running Cemara.
    private record Node(Process process, String address) implements AutoCloseable {

        static Node start(String launcher, Path data, Map<String, String> environment) throws Exception {
            var builder = new ProcessBuilder(launcher, "run", "--port", "0", "--data", data.toString())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
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
                throw new IllegalStateException("a node did not start");
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

    private void run(int count) throws Exception {
        List<String> products = products();
        stock(products, 100_000);
        buy(products, 200, 8); // warm
        print("enough there, 8 at once", 8, buy(products, count / 5, 8), "   (aim 100/s)");
        stock(products, 50);
        var isOver = new AtomicBoolean();
        try (var watch = Executors.newSingleThreadExecutor()) {
            Future<Integer> looks = watch.submit(() -> look(isOver));
            List<Answer> answers = buy(products, count, 32);
            isOver.set(true);
            print("little there, 32 at once", 32, answers, "");
            long short409 = answers.stream()
                    .filter(answer -> answer.status() == 409
                            && answer.body().contains("too-little-stock")
                            && answer.body().contains("\"available\""))
                    .count();
            long sold =
                    answers.stream().filter(answer -> answer.status() == 201).count();
            System.out.printf(
                    "sold %d, told what is missing %d, anything else %d of %d; looked at the shelves %d times meanwhile%n",
                    sold, short409, answers.size() - sold - short409, answers.size(), looks.get());
        }
        System.out.printf(
                "oversold %s, promised but not reserved %s, orders without their reservation %s%n",
                one("select count(*) from market.stock where reserved < 0 or reserved > on_hand"),
                one("select count(*) from market.stock_mismatches()"),
                one("""
                        select count(*)
                          from market.orders o
                         where o.status not in ('cancelled', 'expired', 'refused')
                           and exists (select 1
                                         from market.order_lines l
                                        where l.order_id = o.id
                                          and not exists (select 1 from market.reservations r
                                                           where r.order_id = o.id and r.product_id = l.product_id
                                                             and r.state <> 'released'))
                        """));
    }

    private List<Answer> buy(List<String> products, int count, int atOnce) throws Exception {
        List<Callable<Answer>> buyers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var random = new Random(i);
            String address = addresses.get(i % addresses.size());
            String one = products.get(random.nextInt(products.size()));
            String other = products.get(random.nextInt(products.size()));
            String body = """
                    {"lines":[{"product":"%s","quantity":1},{"product":"%s","quantity":1},{"product":"%s","quantity":1}],
                     "buyer":{"name":"Ibu Contoh","phone":"+62814%d"},"delivery":{"method":"pickup"},"payment":"cod"}
                    """.formatted(one, other, one, PHONES.incrementAndGet());
            buyers.add(() -> post(address, body));
        }
        try (var executor = Executors.newFixedThreadPool(atOnce)) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : executor.invokeAll(buyers)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static Answer post(String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/orders"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), System.nanoTime() - begun, answer.body());
    }

    private static void print(String what, int atOnce, List<Answer> answers, String aim) {
        long[] nanos = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
        double seconds = Arrays.stream(nanos).sum() / 1e9 / atOnce;
        System.out.printf(
                Locale.ROOT,
                "%-26s %8.0f /s   p50 %.1f  p95 %.1f  p99 %.1f ms%s%n",
                what,
                nanos.length / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 95 / 100] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                aim);
    }

    /// A hundred products that can be fetched and paid in cash, of as many groups as there are.
    private List<String> products() throws SQLException {
        List<String> slugs = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select p.slug
                          from market.products p
                          join market.sellers s on s.group_id = p.group_id and s.is_open
                          join market.stock k on k.product_id = p.id
                          left join market.shops h on h.group_id = p.group_id
                         where p.state = 'published' and p.kind = 'ready' and p.min_quantity = 1
                           and coalesce(p.max_quantity, 3) >= 3
                           and coalesce(h.takes_cod, true) and coalesce(h.offers_pickup, true)
                         order by p.slug
                         limit %d
                        """.formatted(PRODUCTS))) {
            while (row.next()) {
                slugs.add(row.getString(1));
            }
        }
        if (slugs.isEmpty()) {
            throw new IllegalStateException("there is nothing to buy");
        }
        System.out.printf("%d products, %d nodes%n", slugs.size(), addresses.size());
        return slugs;
    }

    /// So many to sell of each.
    private void stock(List<String> products, int available) throws SQLException {
        try (var statement = owner.prepareStatement("""
                update market.stock set on_hand = reserved + ?
                 where product_id in (select id from market.products where slug = any (?))
                """)) {
            statement.setInt(1, available);
            statement.setArray(2, owner.createArrayOf("text", products.toArray()));
            statement.executeUpdate();
        }
    }

    private int look(AtomicBoolean isOver) throws SQLException {
        int looks = 0;
        while (!isOver.get()) {
            if (!one("select count(*) from market.stock where reserved < 0 or reserved > on_hand")
                    .equals("0")) {
                throw new IllegalStateException("OVERSOLD");
            }
            one("select pg_sleep(0.05)");
            looks++;
        }
        return looks;
    }

    private synchronized String one(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
