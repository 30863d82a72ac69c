import id.cemara.platform.DatabaseAccess;
import id.cemara.platform.embedded.EmbeddedServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/// The market on a generated database: each page on one connection against its plain SQL, over JDBC with
/// the application's role; then guest checkouts by eight concurrent clients, over HTTP and as plain SQL. At
/// the end no stock may be reserved without an order.
///
/// Requests are spread over many addresses because pages are cached: every category in every kabupaten, a
/// thousand searches, five thousand products. The addresses are written to files for the following load
/// test.
public class Market {

    private static final int WARM_UP = 200;
    private static final int ROUNDS = 300;
    private static final int AT_ONCE = 8;
    private static final int SEARCHES = 1_000;
    private static final int PRODUCTS = 5_000;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String address;
    private final DatabaseAccess access;
    private final Connection app;
    private final List<String> queries;
    private final int seconds;

    private record Product(UUID id, String slug, UUID group, String area, String name, String unit, long price) {}

    private Market(String address, DatabaseAccess access, Connection app, List<String> queries, int seconds) {
        this.address = address;
        this.access = access;
        this.app = app;
        this.queries = queries;
        this.seconds = seconds;
    }

    /// @param arguments address, data directory, file of searches, seconds of checkouts
    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        DatabaseAccess access = EmbeddedServer.running(data).orElseThrow();
        List<String> queries = Files.readAllLines(Path.of(arguments[2])).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.replaceFirst("^\\S+\\s+", ""))
                .toList();
        try (Connection app = DriverManager.getConnection(access.url(), access.appUser(), access.appPassword())) {
            new Market(arguments[0], access, app, queries, Integer.parseInt(arguments[3])).run(data);
        }
    }

    private void run(Path data) throws Exception {
        System.out.println(one("select count(*) || ' products shown, of ' || count(distinct group_id) || ' groups' "
                + "from market.listings"));
        List<String> all = all("select slug from market.listings order by md5(slug)");
        List<String> products = all.subList(0, Math.min(PRODUCTS, all.size()));
        List<String> searches = searches();
        List<Place> places = places();
        write(data, "product", products, slug -> "/pasar/" + slug);
        write(data, "others", all.subList(products.size(), all.size()), slug -> "/pasar/" + slug);
        write(data, "search", searches, text -> "/pasar?q=" + encoded(text));
        write(data, "category", places, Place::path);
        Files.writeString(data.resolve("bench-product"), products.getFirst());
        System.out.printf(
                "%-26s %7s %7s %7s   %7s %7s %7s   %s%n",
                "", "p50", "p95", "p99", "SQL p50", "p95", "p99", "page/SQL at p50");
        compare("category page", round -> get(at(places, round).path()), round -> category(at(places, round)));
        compare(
                "search",
                round -> get("/pasar?q=" + encoded(at(searches, round))),
                round -> search(at(searches, round)));
        compare("product page", round -> get("/pasar/" + at(products, round)), round -> product(at(products, round)));
        checkouts();
    }

    /// A category, in the whole country or in one kabupaten.
    private record Place(String category, String area) {

        String path() {
            return "/pasar?category=" + category + (area.isEmpty() ? "" : "&area=" + area);
        }
    }

    private List<Place> places() throws SQLException {
        List<Place> places = new ArrayList<>();
        for (String category : all("select key from market.categories order by key")) {
            places.add(new Place(category, ""));
            for (String area : all("select distinct left(area_code, 5) from market.listings order by 1 limit 10")) {
                places.add(new Place(category, area));
            }
        }
        return places;
    }

    /// Given searches, and product names shortened to two words, some with a letter missing.
    private List<String> searches() throws SQLException {
        List<String> searches = new ArrayList<>(queries);
        List<String> names = all("select name from market.listings order by md5(slug) limit 20000");
        for (int i = 0; i < names.size() && searches.size() < SEARCHES; i++) {
            String[] words = names.get(i).toLowerCase(Locale.ROOT).split("[^a-z]+");
            String text = words.length > 2 ? words[0] + ' ' + words[1 + i % 2] : String.join(" ", words);
            text = i % 10 == 0 && text.length() > 6 ? text.substring(0, 3) + text.substring(4) : text;
            String place = i % 4 == 0
                    ? " "
                            + all("select distinct on (1) lower(name) from area.areas where level = 'regency'"
                                            + " and code like '17.%' order by 1 offset " + i % 9 + " limit 1")
                                    .getFirst()
                    : "";
            if (!searches.contains(text + place)) {
                searches.add(text + place);
            }
        }
        return searches;
    }

    private interface ToPath<T> {
        String of(T one);
    }

    private static <T> void write(Path data, String name, List<T> things, ToPath<T> path) throws Exception {
        Files.write(
                data.resolve("bench-paths-" + name),
                things.stream().map(path::of).toList());
    }

    private static <T> T at(List<T> list, int round) {
        return list.get(round * 31 % list.size());
    }

    private interface Work {
        void at(int round) throws Exception;
    }

    private void compare(String name, Work page, Work sql) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            page.at(i);
        }
        double[] pages = new double[ROUNDS];
        double[] statements = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            pages[i] = milliseconds(page, i);
            statements[i] = milliseconds(sql, i);
        }
        Arrays.sort(pages);
        Arrays.sort(statements);
        System.out.printf(
                Locale.ROOT,
                "%-26s %7.2f %7.2f %7.2f   %7.2f %7.2f %7.2f   %6.2f%n",
                name,
                at(pages, 50),
                at(pages, 95),
                at(pages, 99),
                at(statements, 50),
                at(statements, 95),
                at(statements, 99),
                at(pages, 50) / at(statements, 50));
    }

    /// One page of a category with its count.
    private void category(Place place) throws SQLException {
        String where = "category_key = ? and area_code >= ? and area_code < ?";
        String[] values = {place.category(), place.area(), place.area() + "/"};
        if (place.area().isEmpty()) {
            where = "category_key = ?";
            values = new String[] {place.category()};
        }
        rows(
                "select * from market.listings where " + where + " order by published_at desc, product_id limit 24",
                (Object[]) values);
        rows("select count(*) from (select 1 from market.listings where " + where + " limit 1001) c", (Object[])
                values);
    }

    private void search(String text) throws SQLException {
        String words = String.join(
                " & ",
                Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .toList());
        rows("""
                select h.* from (select l.*, ts_rank(l.search, to_tsquery('indonesian', ?)) as rank
                                   from market.listings l where l.search @@ to_tsquery('indonesian', ?)
                                  limit 1000) h
                 order by rank desc, name_key, product_id limit 24
                """, words + ":*", words + ":*");
    }

    private void product(String slug) throws SQLException {
        rows("select * from market.products where slug = ?", slug);
        rows("select s.* from market.stock s join market.products p on p.id = s.product_id where p.slug = ?", slug);
        rows(
                "select s.* from market.price_steps s join market.products p on p.id = s.product_id where p.slug = ?",
                slug);
        rows("select g.* from market.sellers g join market.products p using (group_id) where p.slug = ?", slug);
    }

    private void checkouts() throws Exception {
        List<Product> products = products();
        System.out.printf(
                "== guest checkouts, %d at once, %d s each, over %d products (aim 100/s)%n",
                AT_ONCE, seconds, products.size());
        load("warming up", Math.max(2, seconds / 3), number -> checkout(products));
        load("over HTTP", seconds, number -> checkout(products));
        Connection[] connections = new Connection[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
            connections[i] = DriverManager.getConnection(access.url(), access.appUser(), access.appPassword());
            connections[i].setAutoCommit(false);
        }
        load("bare SQL over JDBC", seconds, number -> order(connections[number], products));
        for (Connection connection : connections) {
            connection.close();
        }
        System.out.println("shelves and reservations that differ: "
                + one("select count(*) from market.stock_mismatches()") + ", sold more than there was: "
                + one("select count(*) from market.stock where reserved > on_hand"));
    }

    private List<Product> products() throws SQLException {
        List<Product> products = new ArrayList<>();
        try (PreparedStatement statement = app.prepareStatement("""
                        select p.id, p.slug, p.group_id, p.area_code, p.name, p.unit, p.price
                          from market.products p
                          join market.stock s on s.product_id = p.id and s.on_hand - s.reserved >= 20
                          join market.sellers g on g.group_id = p.group_id and g.is_open
                          join market.shops h on h.group_id = p.group_id and h.takes_cod and h.offers_pickup
                         where p.state = 'published' and p.min_quantity = 1
                         order by p.slug
                         limit 5000
                        """);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                products.add(new Product(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7)));
            }
        }
        return products;
    }

    private interface Try {
        int once(int number) throws Exception;
    }

    /// Eight workers for that many seconds; prints their answers, latency and throughput.
    private static void load(String name, int seconds, Try work) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        List<Double> times = new ArrayList<>();
        Map<Integer, Integer> answers = new TreeMap<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = i;
                tasks.add(() -> {
                    while (System.nanoTime() < end) {
                        long begun = System.nanoTime();
                        int answer = work.once(number);
                        double took = (System.nanoTime() - begun) / 1e6;
                        synchronized (times) {
                            times.add(took);
                            answers.merge(answer, 1, Integer::sum);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : workers.invokeAll(tasks)) {
                done.get();
            }
        }
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int good = answers.getOrDefault(201, 0);
        System.out.printf(
                Locale.ROOT,
                "%-26s %8.0f /s   p50 %.1f p95 %.1f p99 %.1f ms   %s%n",
                name,
                good / (double) seconds,
                at(sorted, 50),
                at(sorted, 95),
                at(sorted, 99),
                answers);
    }

    private int checkout(List<Product> products) throws Exception {
        Product product = products.get(ThreadLocalRandom.current().nextInt(products.size()));
        String body = """
                {"lines":[{"product":"%s","quantity":1}],"buyer":{"name":"Pembeli Contoh","phone":"%s"},
                 "delivery":{"method":"pickup"},"payment":"cod"}
                """.formatted(product.slug(), phone());
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(address + "/api/v1/orders"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return answer.statusCode();
    }

    /// The same checkout as plain statements in one transaction, under the same policies: order, buyer,
    /// line, reservation, change, payment.
    private static int order(Connection app, List<Product> products) throws Exception {
        Product product = products.get(ThreadLocalRandom.current().nextInt(products.size()));
        UUID id = UUID.randomUUID();
        byte[] random = new byte[32];
        ThreadLocalRandom.current().nextBytes(random);
        String token =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(random));
        String code = code();
        run(app, "select set_config('cemara.holder', ?, true)", token);
        run(app, """
                insert into market.orders (id, code, group_id, area_code, checkout_id, token_hash, buyer_hash, status,
                       payment_method, delivery_method, goods_total, delivery_fee, total, placed_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, 'placed', 'cod', 'pickup', ?, 0, ?, now(), now() + interval '2 days')
                """, id, code, product.group(), product.area(), id, token, random, product.price(), product.price());
        run(app, """
                insert into market.order_buyers (order_id, group_id, area_code, token_hash, name, phone)
                values (?, ?, ?, ?, 'Pembeli Contoh', '+6286010000000')
                """, id, product.group(), product.area(), token);
        run(
                app,
                """
                insert into market.order_lines (order_id, position, product_id, group_id, area_code, token_hash, slug,
                       name, unit, quantity, unit_price, line_total)
                values (?, 1, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
                """,
                id,
                product.id(),
                product.group(),
                product.area(),
                token,
                product.slug(),
                product.name(),
                product.unit(),
                product.price(),
                product.price());
        if (run(app, "select * from market.reserve(array[?::uuid], current_date)", id) > 0) {
            app.rollback();
            return 409;
        }
        run(app, """
                insert into market.order_changes (order_id, group_id, area_code, token_hash, changed_at, step, to_status,
                       by_whom)
                values (?, ?, ?, ?, now(), 'place', 'placed', 'buyer')
                """, id, product.group(), product.area(), token);
        run(app, """
                insert into payment.payments (id, reference, group_id, area_code, token_hash, method, due, amount,
                       holds_amount, opened_at)
                values (?, ?, ?, ?, ?, 'cod', ?, ?, false, now())
                """, id, code, product.group(), product.area(), token, product.price(), product.price());
        app.commit();
        return 201;
    }

    private static String phone() {
        return "0860" + ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
    }

    private static String code() {
        String letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var code = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            code.append(letters.charAt(ThreadLocalRandom.current().nextInt(letters.length())));
        }
        return code.toString();
    }

    private static int run(Connection app, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            int rows = 0;
            if (statement.execute()) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        rows++;
                    }
                }
            }
            return rows;
        }
    }

    private static double milliseconds(Work work, int round) throws Exception {
        long begun = System.nanoTime();
        work.at(round);
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double at(double[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private void get(String path) throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " at " + path);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void rows(String sql, Object... parameters) throws SQLException {
        run(app, sql, parameters);
    }

    private List<String> all(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement statement = app.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private String one(String sql) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
