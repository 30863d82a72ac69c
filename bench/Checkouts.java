import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.embedded.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ten thousand guest checkouts of a hundred products, first on one node and then on two nodes with one
/// database: the same product on two lines, three payment methods, a node killed in the middle, expired
/// orders and late payments. At the end all quantities are checked; exits with 1 on a violation.
public class Checkouts {

    private static final int PRODUCTS = 100;
    private static final int GROUPS = 10;
    private static final int AT_ONCE = 32;

    /// How often a buyer without an answer retries: longer than a node needs to start.
    private static final int TRIES = 600;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final AtomicInteger PHONES = new AtomicInteger(20_000_000);
    private static final Pattern CODE = Pattern.compile("\"code\":\"([0-9A-Z]{8})\",\"token\"");
    private static final List<String> WAYS_TO_PAY = List.of("cod", "transfer", "qris");

    private final Path data;
    private final List<Node> nodes;
    private final List<String> violations;
    private final String name;
    private String token = "";

    private Checkouts(Path data, List<Node> nodes, List<String> violations) {
        this.data = data;
        this.nodes = nodes;
        this.violations = violations;
        this.name = nodes.size() == 1 ? "one node" : nodes.size() + " nodes";
    }

    private record Answer(String phone, int status, long nanos, String body) {}

    /// @param arguments launcher, empty data directory, number of checkouts (default 10,000)
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        List<String> violations = Collections.synchronizedList(new ArrayList<>());
        var first = new Node(arguments[0], data, Map.of());
        try {
            first.start();
            new Checkouts(data, List.of(first), violations).run(count);
            DatabaseAccess access = EmbeddedServer.running(data).orElseThrow();
            Path ofSecond = Files.createDirectories(data.resolveSibling("second-node"));
            // All nodes of a database share one folder of files.
            Files.createSymbolicLink(ofSecond.resolve("files"), data.resolve("files"));
            var second = new Node(
                    arguments[0],
                    ofSecond,
                    Map.of(
                            "CEMARA_DATABASE_URL", access.url(),
                            "CEMARA_DATABASE_OWNER_USER", access.ownerUser(),
                            "CEMARA_DATABASE_OWNER_PASSWORD", access.ownerPassword(),
                            "CEMARA_DATABASE_APP_USER", access.appUser(),
                            "CEMARA_DATABASE_APP_PASSWORD", access.appPassword(),
                            "CEMARA_FIELD_KEYS",
                                    data.resolve("secrets")
                                            .resolve("field-keys.json")
                                            .toString()));
            try {
                second.start();
                new Checkouts(data, List.of(first, second), violations).run(count);
            } finally {
                second.stop();
            }
        } finally {
            first.stop();
        }
        violations.forEach(violation -> System.out.println("VIOLATION " + violation));
        System.out.println(violations.isEmpty() ? "everything is as it must be" : "NOT as it must be");
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    /// A Cemara process that can be killed and restarted.
    private static final class Node {

        private final String launcher;
        private final Path data;
        private final Map<String, String> environment;
        private volatile Process process;
        private volatile String address = "";

        Node(String launcher, Path data, Map<String, String> environment) {
            this.launcher = launcher;
            this.data = data;
            this.environment = environment;
            Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        }

        void start() throws IOException {
            var builder = new ProcessBuilder(launcher, "run", "--port", "0", "--data", data.toString())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
            var output = process.inputReader();
            String said = output.readLine();
            String last = "";
            String open = "";
            while (said != null && !said.startsWith("ready in")) {
                if (said.startsWith("open ")) {
                    open = said.substring("open ".length()).strip();
                }
                last = said;
                said = output.readLine();
            }
            if (said == null || open.isEmpty()) {
                throw new IllegalStateException("a node did not start: " + last);
            }
            address = open;
            Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
        }

        /// Kills the process without a shutdown, like a power failure.
        void kill() {
            Process now = process;
            if (now != null) {
                now.destroyForcibly();
            }
        }

        void stop() throws InterruptedException {
            Process now = process;
            if (now != null) {
                now.destroy();
                now.waitFor();
            }
        }
    }

    /// The owner's connection, reopened after a restart of the database.
    private final class Owner implements AutoCloseable {

        private Connection connection;

        private Connection connection() throws SQLException {
            for (int tries = 0; connection == null || !connection.isValid(5); tries++) {
                Optional<DatabaseAccess> access = EmbeddedServer.running(data);
                try {
                    if (access.isPresent()) {
                        connection = DriverManager.getConnection(
                                access.get().url(),
                                access.get().ownerUser(),
                                access.get().ownerPassword());
                        continue;
                    }
                } catch (SQLException e) {
                    if (tries > TRIES) {
                        throw e;
                    }
                }
                pause();
            }
            return connection;
        }

        String one(String sql) throws SQLException {
            List<String> rows = all(sql);
            return rows.isEmpty() ? "nothing" : rows.getFirst();
        }

        List<String> all(String sql) throws SQLException {
            List<String> rows = new ArrayList<>();
            try (var statement = connection().createStatement()) {
                if (statement.execute(sql)) {
                    ResultSet row = statement.getResultSet();
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
            return rows;
        }

        @Override
        public void close() throws SQLException {
            if (connection != null) {
                connection.close();
            }
        }
    }

    private void run(int count) throws Exception {
        System.out.printf("== %s%n", name);
        int each = Math.max(1, count / 200);
        try (var owner = new Owner()) {
            token = token();
            List<String> plenty = products(owner, "plenty", 1_000_000);
            buy(plenty, 200, 8, List.of("cod"), new AtomicInteger()); // warm-up
            print("enough there, 8 at once", 8, buy(plenty, count / 5, 8, List.of("cod"), new AtomicInteger()));
            List<String> scarce = products(owner, "scarce", each);
            storm(owner, scarce, count);
            check(owner, each);
        }
    }

    /// Many buyers of scarce products, during all kinds of failures.
    private void storm(Owner owner, List<String> products, int count) throws Exception {
        var answered = new AtomicInteger();
        var isOver = new AtomicBoolean();
        List<Answer> answers;
        try (var others = Executors.newFixedThreadPool(3)) {
            Future<Integer> looking = others.submit(() -> look(isOver));
            Future<int[]> troubling = others.submit(() -> trouble(isOver));
            Future<Integer> killing = others.submit(() -> kill(answered, count));
            try {
                answers = buy(products, count, AT_ONCE, WAYS_TO_PAY, answered);
            } finally {
                isOver.set(true);
            }
            int[] done = troubling.get();
            System.out.printf(
                    "killed and started again %d, shelves looked at %d times, time ran out for %d, paid late %d, delivered %d%n",
                    killing.get(), looking.get(), done[0], done[1], done[2]);
        }
        print("little there, " + AT_ONCE + " at once", AT_ONCE, answers);
        expireAll(owner);
        // Expired products are bought by others, so that their late payments find no stock.
        answers.addAll(buy(products, count / 5, AT_ONCE, WAYS_TO_PAY, new AtomicInteger()));
        long sold = answers.stream().filter(answer -> answer.status() == 201).count();
        long told = answers.stream()
                .filter(answer -> answer.status() == 409
                        && answer.body().contains("too-little-stock")
                        && answer.body().contains("\"available\""))
                .count();
        System.out.printf(
                "sold %d, told what is missing %d, anything else %d%n", sold, told, answers.size() - sold - told);
        answers.stream()
                .filter(answer -> answer.status() != 201 && answer.status() != 409)
                .findFirst()
                .ifPresent(answer -> violations.add(name + ": answered " + answer.status() + " " + answer.body()));
        must(owner, "acknowledged and not there", """
                select string_agg(c, ' ') from unnest(array[%s]::text[]) c
                 where not exists (select 1 from market.orders o where o.code = c)
                """.formatted(quoted(answers.stream()
                .filter(answer -> answer.status() == 201)
                .flatMap(answer -> CODE.matcher(answer.body()).results().map(found -> found.group(1)))
                .toList())));
        must(owner, "there and not acknowledged", """
                select string_agg(o.code, ' ')
                  from market.orders o
                  join market.order_buyers b on b.order_id = o.id
                 where b.phone = any (array[%s]::text[])
                """.formatted(quoted(answers.stream()
                .filter(answer -> answer.status() != 201)
                .map(Answer::phone)
                .toList())));
        int late = 0;
        for (String code : lateOnes(owner, 300)) {
            late += step(code, "confirm-payment") ? 1 : 0;
        }
        System.out.printf("paid after that %d%n", late);
    }

    /// Checks the invariants on quantities.
    private void check(Owner owner, int each) throws SQLException {
        must(
                owner,
                "oversold",
                "select string_agg(product_id::text, ' ') from market.stock where reserved not between 0 and on_hand");
        must(
                owner,
                "promised but not reserved",
                "select string_agg(product_id::text, ' ') from market.stock_mismatches()");
        must(owner, "more or less than was put on the shelf", """
                select string_agg(p.slug, ' ')
                  from market.products p
                  join market.stock k on k.product_id = p.id
                  left join lateral (select coalesce(sum(r.quantity), 0) as used
                                       from market.reservations r
                                      where r.product_id = p.id and r.state = 'used') r on true
                 where p.slug like '%s' and k.on_hand + r.used <> %d
                """.formatted(prefix("scarce") + "%", each));
        must(owner, "orders that do not hold what they ask for", """
                select string_agg(o.code, ' ')
                  from market.orders o
                 where exists (select 1
                                 from (select product_id, sum(quantity) as quantity from market.order_lines
                                        where order_id = o.id and o.status not in ('cancelled', 'expired', 'refused')
                                        group by 1) l
                                 full join (select product_id, sum(quantity) as quantity from market.reservations
                                             where order_id = o.id and state <> 'released' group by 1) r using (product_id)
                                where l.quantity is distinct from r.quantity)
                """);
        must(owner, "reservations without an order", """
                select string_agg(r.id::text, ' ') from market.reservations r
                 where not exists (select 1 from market.orders o where o.id = r.order_id)
                """);
        must(owner, "orders without what was asked for", """
                select string_agg(x.checkout_id::text, ' ')
                  from (select o.checkout_id
                          from market.orders o
                          join market.order_lines l on l.order_id = o.id
                          join market.products p on p.id = l.product_id
                         where p.slug like '%s'
                         group by o.checkout_id
                        having sum(l.quantity) <> 3) x
                """.formatted(prefix("scarce") + "%"));
        must(owner, "one buyer's checkout made twice", """
                select string_agg(encode(x.buyer_hash, 'hex'), ' ')
                  from (select o.buyer_hash
                          from market.orders o
                          join market.order_lines l on l.order_id = o.id
                          join market.products p on p.id = l.product_id
                         where p.slug like '%s'
                         group by o.buyer_hash
                        having count(distinct o.checkout_id) > 1) x
                """.formatted(prefix("scarce") + "%"));
        must(owner, "paid, ended and silent", """
                select string_agg(code, ' ') from market.orders
                 where payment_status = 'confirmed' and status in ('cancelled', 'expired', 'refused') and not is_paid_late
                   and ended_at < paid_at
                """);
        must(owner, "order and payment differ", """
                select string_agg(o.code, ' ')
                  from market.orders o
                  left join payment.payments p on p.reference = o.code
                 where p.id is null or p.status <> o.payment_status or p.due <> o.total
                """);
        System.out.println(owner.one("""
                select string_agg(x.status || ' ' || x.orders, ', ' order by x.status)
                  from (select o.status || case when o.is_paid_late then ' and paid late' else '' end as status,
                               count(distinct o.id) as orders
                          from market.orders o
                          join market.order_lines l on l.order_id = o.id
                          join market.products p on p.id = l.product_id
                         where p.slug like '%s'
                         group by 1) x
                """.formatted(prefix("scarce") + "%")));
    }

    private void must(Owner owner, String what, String sql) throws SQLException {
        String found = owner.one(sql);
        if (found != null && !found.equals("nothing")) {
            violations.add(name + ": " + what + ": " + found.substring(0, Math.min(200, found.length())));
        }
    }

    /// Kills the last node after half of the checkouts, and restarts it.
    private int kill(AtomicInteger answered, int count) throws IOException {
        while (answered.get() < count / 2) {
            pause();
        }
        Node node = nodes.getLast();
        node.kill();
        node.start();
        return 1;
    }

    private int look(AtomicBoolean isOver) throws Exception {
        int looks = 0;
        try (var owner = new Owner()) {
            while (!isOver.get()) {
                try {
                    must(
                            owner,
                            "oversold meanwhile",
                            "select string_agg(product_id::text, ' ') from market.stock where reserved not between 0 and on_hand");
                    looks++;
                } catch (SQLException e) {
                    // The database restarts with its node.
                }
                pause();
            }
        }
        return looks;
    }

    /// Lets some orders expire, confirms payments of other expired ones, and hands over some goods.
    private int[] trouble(AtomicBoolean isOver) throws Exception {
        int[] done = new int[3];
        try (var owner = new Owner()) {
            while (!isOver.get()) {
                try {
                    done[0] += owner.all("""
                            update market.orders o set expires_at = o.placed_at - interval '1 minute'
                             where o.id in (select o.id
                                              from market.orders o
                                             where o.expires_at > now() and o.status = 'placed' and o.payment_status = 'none'
                                               and exists (select 1 from market.order_lines l
                                                            where l.order_id = o.id and l.slug like '%s')
                                             order by random()
                                             limit 5
                                               for no key update skip locked)
                            returning o.code
                            """.formatted(prefix("scarce") + "%")).size();
                    for (String code : lateOnes(owner, 3)) {
                        done[1] += step(code, "confirm-payment") ? 1 : 0;
                    }
                    for (String code : owner.all("""
                            select o.code
                              from market.orders o
                             where o.status = 'placed' and o.payment_method = 'cod' and o.expires_at > now()
                               and exists (select 1 from market.order_lines l
                                            where l.order_id = o.id and l.slug like '%s')
                             order by random()
                             limit 1
                            """.formatted(prefix("scarce") + "%"))) {
                        done[2] += step(code, "confirm") && step(code, "deliver") ? 1 : 0;
                    }
                } catch (SQLException e) {
                    // The database restarts with its node.
                }
                pause();
            }
        }
        return done;
    }

    private List<String> lateOnes(Owner owner, int most) throws SQLException {
        return owner.all("""
                select o.code
                  from market.orders o
                 where o.status = 'expired' and o.payment_status in ('none', 'claimed')
                   and exists (select 1 from market.order_lines l where l.order_id = o.id and l.slug like '%s')
                 order by random()
                 limit %d
                """.formatted(prefix("scarce") + "%", most));
    }

    /// Waits until the application has ended every expired order; it checks once a minute.
    private void expireAll(Owner owner) throws SQLException {
        for (int tries = 0; tries < 4 * TRIES; tries++) {
            if (owner.one("select count(*) from market.orders where status = 'placed' and expires_at <= now()")
                    .equals("0")) {
                return;
            }
            pause();
        }
        violations.add(name + ": orders whose time ran out are not ended");
    }

    private boolean step(String code, String step) {
        try {
            String order = any().address + "/api/v1/orders/" + code;
            HttpRequest look = HttpRequest.newBuilder(URI.create(order))
                    .header("Authorization", "Bearer " + token)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            String seen = CLIENT.send(look, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("ETag")
                    .orElse("");
            HttpRequest request = HttpRequest.newBuilder(URI.create(order + "/steps/" + step))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .header("If-Match", seen)
                    .timeout(Duration.ofSeconds(30))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"why\":\"bench\"}"))
                    .build();
            int status =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 200 && status != 409 && status != 412) {
                violations.add(name + ": " + step + " answered " + status);
            }
            return status == 200;
        } catch (IOException e) {
            return false; // this node was just killed
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token() throws Exception {
        String password = Files.readString(data.resolve("secrets").resolve("sample-password"))
                .strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create(nodes.getFirst().address + "/api/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"lebong\",\"password\":\"%s\"}".formatted(password)))
                .build();
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        Matcher found = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(answer.body());
        if (answer.statusCode() != 201 || !found.find()) {
            throw new IllegalStateException("no token: " + answer.statusCode());
        }
        return found.group(1);
    }

    private List<Answer> buy(List<String> products, int count, int atOnce, List<String> ways, AtomicInteger answered)
            throws Exception {
        List<Callable<Answer>> buyers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var random = new Random(i);
            String one = products.get(random.nextInt(products.size()));
            String other = products.get(random.nextInt(products.size()));
            String phone = "+62814" + PHONES.incrementAndGet();
            String body = """
                    {"lines":[{"product":"%s","quantity":1},{"product":"%s","quantity":1},{"product":"%s","quantity":1}],
                     "buyer":{"name":"Ibu Contoh","phone":"%s"},"delivery":{"method":"pickup"},"payment":"%s"}
                    """.formatted(one, other, one, phone, ways.get(i % ways.size()));
            buyers.add(() -> {
                Answer answer = post(phone, body);
                answered.incrementAndGet();
                return answer;
            });
        }
        try (var executor = Executors.newFixedThreadPool(atOnce)) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : executor.invokeAll(buyers)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /// Repeats the request with the same idempotency key until a node answers.
    private Answer post(String phone, String body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        long begun = System.nanoTime();
        for (int tries = 1; ; tries++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(any().address + "/api/v1/orders"))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .timeout(Duration.ofSeconds(60))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
                return new Answer(phone, answer.statusCode(), System.nanoTime() - begun, answer.body());
            } catch (IOException e) {
                if (tries == TRIES) {
                    return new Answer(phone, 0, System.nanoTime() - begun, "no answer: " + e);
                }
                pause();
            }
        }
    }

    private Node any() {
        return nodes.get((int) (Thread.currentThread().threadId() % nodes.size()));
    }

    private static void print(String what, int atOnce, List<Answer> answers) {
        long[] nanos = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
        double seconds = Arrays.stream(nanos).sum() / 1e9 / atOnce;
        System.out.printf(
                Locale.ROOT,
                "%-26s %8.0f /s   p50 %.1f  p95 %.1f  p99 %.1f ms%n",
                what,
                nanos.length / seconds,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 95 / 100] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6);
    }

    private String prefix(String kind) {
        return "bench-" + nodes.size() + "-" + kind + "-";
    }

    /// Creates a hundred products of ten groups in Lebong that accept cash, transfer and QRIS, with that
    /// stock each.
    private List<String> products(Owner owner, String kind, int onHand) throws SQLException {
        owner.all("""
                insert into payment.destinations (id, group_id, area_code, kind, bank, number, holder, state, sent_at,
                       sent_by, sent_by_name, checked_at, checked_by, checked_by_name)
                select gen_random_uuid(), d.group_id, d.area_code, 'account', 'Bank Contoh', '0001234567', 'Nama Contoh',
                       'verified', now(), gen_random_uuid(), 'contoh', now(), gen_random_uuid(), 'contoh'
                  from payment.destinations d
                 where d.kind = 'qris' and d.state = 'verified' and d.area_code like '17.07%'
                    on conflict do nothing
                """);
        List<String> slugs = owner.all("""
                with sellers as (
                         select s.group_id, s.area_code, row_number() over (order by s.group_id) - 1 as position
                           from market.sellers s
                          where s.is_open and s.area_code like '17.07%%'
                            and (select count(*) from payment.destinations d
                                  where d.group_id = s.group_id and d.state = 'verified') = 2
                          order by s.group_id
                          limit %1$d),
                     shops as (
                         insert into market.shops (group_id, area_code, takes_cod, offers_pickup)
                         select group_id, area_code, true, true from sellers
                             on conflict (group_id) do update set takes_cod = true, offers_pickup = true),
                     products as (
                         insert into market.products (id, group_id, area_code, slug, name, category_key, unit, price,
                                min_quantity, kind, lead_days, halal, state, published_at, created_at)
                         select gen_random_uuid(), s.group_id, s.area_code, '%2$s' || n, 'Bench ' || n, 'crafts', 'buah',
                                10000, 1, 'ready', 0, 'none', 'published', now(), now()
                           from generate_series(1, %3$d) n
                           join sellers s on s.position = n %% (select count(*) from sellers)
                         returning id, group_id, area_code, slug),
                     stock as (
                         insert into market.stock (product_id, group_id, area_code, on_hand)
                         select id, group_id, area_code, %4$d from products)
                select slug from products order by slug
                """.formatted(GROUPS, prefix(kind), PRODUCTS, onHand));
        if (slugs.size() != PRODUCTS) {
            throw new IllegalStateException("only " + slugs.size() + " products to buy");
        }
        return slugs;
    }

    private static String quoted(List<String> words) {
        return words.isEmpty() ? "" : "'" + String.join("','", words) + "'";
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
