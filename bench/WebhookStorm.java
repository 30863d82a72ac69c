import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Storms of Midtrans notifications through HTTP against a running Cemara: each notification 1 to 50 times, in any
/// order, of every story; prints how each story ended, which must be one way, and how fast notifications were answered.
///
/// Start Cemara with `CEMARA_PAYMENT_MIDTRANS_SERVERKEY=KEY CEMARA_PAYMENT_MIDTRANS_GROUPS='*'`, then:
/// `java bench/WebhookStorm.java http://localhost:8080 KEY PRODUCT STORMS CONNECTIONS`, where PRODUCT is ready, may be
/// fetched, has a minimum of 1 and at least STORMS on the shelf.
public class WebhookStorm {

    private static final Map<String, List<String>> STORIES = new TreeMap<>(Map.of(
            "paid", List.of("pending t1 201", "settlement t1 200"),
            "failed", List.of("pending t1 201", "expire t1 202"),
            "paid after a failed try", List.of("deny t1 202", "pending t2 201", "settlement t2 200"),
            "failed after success", List.of("pending t1 201", "settlement t1 200", "deny t1 202"),
            "paid twice", List.of("settlement t1 200", "settlement t2 200"),
            "partly back", List.of("settlement t1 200", "partial_refund t1 200"),
            "all back", List.of("settlement t1 200", "partial_refund t1 200", "refund t1 200"),
            "wrong amount", List.of("pending t1 201", "settlement t1 200 1.00")));

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicLong SENT = new AtomicLong();

    private record Placed(String story, String code, String token) {}

    /// @param arguments address, server key, product, storms, connections
    public static void main(String[] arguments) throws Exception {
        String address = arguments[0];
        String key = arguments[1];
        String product = arguments[2];
        int storms = Integer.parseInt(arguments[3]);
        List<String> names = List.copyOf(STORIES.keySet());
        List<Callable<Placed>> calls = new ArrayList<>();
        for (int i = 0; i < storms; i++) {
            int number = i;
            calls.add(() -> storm(address, key, product, number, names.get(number % names.size())));
        }
        long start = System.nanoTime();
        List<Placed> placed = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[4]))) {
            for (Future<Placed> done : threads.invokeAll(calls)) {
                placed.add(done.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Thread.sleep(5_000); // orders hear of their payments in the background
        Map<String, TreeSet<String>> endings = new TreeMap<>();
        for (Placed order : placed) {
            endings.computeIfAbsent(order.story(), story -> new TreeSet<>()).add(ending(address, order));
        }
        System.out.printf(
                "%,d storms, %,d notifications in %.1f s: %,.0f a second%n",
                storms, SENT.get(), seconds, SENT.get() / seconds);
        endings.forEach((story, ends) -> System.out.printf("  %-26s %s%n", story, ends));
        if (endings.values().stream().anyMatch(ends -> ends.size() != 1)) {
            System.out.println("A story ended in more than one way.");
            System.exit(1);
        }
    }

    private static Placed storm(String address, String key, String product, int number, String story) throws Exception {
        HttpResponse<String> made = post(
                address + "/api/v1/orders",
                """
                {"lines":[{"product":"%s","quantity":1}],"buyer":{"name":"Ibu Contoh","phone":"+62814%08d"},
                 "delivery":{"method":"pickup"},"payment":"gateway"}
                """.formatted(product, 10_000_000 + number),
                "Idempotency-Key",
                "badai-" + System.nanoTime() + number);
        if (made.statusCode() != 201) {
            throw new IllegalStateException(made.statusCode() + " " + made.body());
        }
        String code = field(made.body(), "code");
        String total = field(made.body(), "total");
        Random random = new Random(number);
        List<String> all = new ArrayList<>();
        for (String said : STORIES.get(story)) {
            all.addAll(Collections.nCopies(1 + random.nextInt(50), said));
        }
        Collections.shuffle(all, random);
        for (String said : all) {
            String[] parts = said.split(" ");
            String amount = parts.length > 3 ? parts[3] : total + ".00";
            HttpResponse<String> kept = post(address + "/api/v1/payments/midtrans/notifications", """
                    {"transaction_status":"%s","transaction_id":"%s","status_code":"%s","order_id":"%s",
                     "gross_amount":"%s","currency":"IDR","signature_key":"%s"}
                    """.formatted(
                            parts[0], parts[1], parts[2], code, amount, sha512(code + parts[2] + amount + key)));
            if (kept.statusCode() != 204) {
                throw new IllegalStateException(kept.statusCode() + " " + kept.body());
            }
            SENT.incrementAndGet();
        }
        return new Placed(story, code, field(made.body(), "token"));
    }

    private static String ending(String address, Placed order) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/api/v1/orders/" + order.code()))
                .header("X-Order-Token", order.token())
                .build();
        String body = CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher payment = Pattern.compile("\"payment\"\\s*:\\s*\\{[^}]*?\"status\"\\s*:\\s*\"([^\"]*)\"")
                .matcher(body);
        return field(body, "status") + ", " + (payment.find() ? payment.group(1) : "?");
    }

    private static HttpResponse<String> post(String address, String json, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// The first field of that name; enough for answers whose shape is known.
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
