import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Loading times on an old phone with 3G: Chromium, controlled by its DevTools protocol, with 300 ms round
/// trips, 1.6 Mbit/s down, 768 kbit/s up, a CPU slowed down four times and an empty cache.
///
/// A page counts as loaded at its largest contentful paint.
public class ThreeG {

    private static final int ROUNDS = 5;
    private static final double AIM_SECONDS = 2.5;
    private static final Pattern RESULT = Pattern.compile("\"value\":\"?([-0-9.]+)");

    private final WebSocket socket;
    private final BlockingQueue<String> messages;
    private int number;
    private boolean fired;

    private ThreeG(WebSocket socket, BlockingQueue<String> messages) {
        this.socket = socket;
        this.messages = messages;
    }

    /// @param arguments the path of Chromium, then addresses
    public static void main(String[] arguments) throws Exception {
        Path profile = Files.createTempDirectory("cemara-3g");
        Process browser = new ProcessBuilder(
                        arguments[0],
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--window-size=360,740",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            ThreeG page = connect(port(profile));
            for (String address : List.of(arguments).subList(1, arguments.length)) {
                page.measure(address);
            }
        } finally {
            browser.destroy();
            if (!browser.waitFor(5, TimeUnit.SECONDS)) {
                browser.destroyForcibly();
            }
            delete(profile);
        }
    }

    private static int port(Path profile) throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < 300 && !(Files.exists(file) && Files.size(file) > 3); i++) {
            Thread.sleep(100);
        }
        return Integer.parseInt(Files.readAllLines(file).getFirst());
    }

    private static ThreeG connect(int port) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        String targets = client.send(
                        java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher found = Pattern.compile("\"webSocketDebuggerUrl\": ?\"(ws://[^\"]+/devtools/page/[^\"]+)\"")
                .matcher(targets);
        if (!found.find()) {
            throw new IllegalStateException("Chromium shows no page to steer");
        }
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(found.group(1)), new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        text.append(data);
                        if (last) {
                            messages.add(text.toString());
                            text.setLength(0);
                        }
                        from.request(1);
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        return new ThreeG(socket, messages);
    }

    private void measure(String address) throws Exception {
        send("Page.enable", "{}");
        send("Network.enable", "{}");
        send("Network.setCacheDisabled", "{\"cacheDisabled\":true}");
        send("Emulation.setCPUThrottlingRate", "{\"rate\":4}");
        send("Network.emulateNetworkConditions", """
                {"offline":false,"latency":300,"downloadThroughput":200000,"uploadThroughput":96000}""");
        send("Page.addScriptToEvaluateOnNewDocument", """
                {"source":"window.largest=0;new PerformanceObserver(l=>{for(const e of l.getEntries())window.largest=e.startTime}).observe({type:'largest-contentful-paint',buffered:true})"}""");
        List<Double> first = new ArrayList<>();
        List<Double> largest = new ArrayList<>();
        List<Double> loaded = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            messages.clear();
            fired = false;
            send("Page.navigate", "{\"url\":\"" + address + "\"}");
            await("Page.loadEventFired");
            Thread.sleep(500); // the last paint is reported shortly after loading
            first.add(value("(performance.getEntriesByName('first-contentful-paint')[0]||{startTime:-1}).startTime"));
            largest.add(value("window.largest"));
            loaded.add(value("performance.getEntriesByType('navigation')[0].loadEventEnd"));
        }
        double content = median(largest);
        System.out.printf(
                Locale.ROOT,
                "%-40s first paint %.2f s, content %.2f s, all loaded %.2f s   (aim %.1f s) %s%n",
                URI.create(address).getPath(),
                median(first),
                content,
                median(loaded),
                AIM_SECONDS,
                content > 0 && content <= AIM_SECONDS ? "holds" : "TOO SLOW");
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] / 1000;
    }

    private double value(String expression) throws Exception {
        String answer = send("Runtime.evaluate", "{\"expression\":\"" + expression + "\"}");
        Matcher found = RESULT.matcher(answer);
        return found.find() ? Double.parseDouble(found.group(1)) : -1;
    }

    private String send(String method, String parameters) throws Exception {
        int id = ++number;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .get(10, TimeUnit.SECONDS);
        while (true) {
            String message = take();
            if (message.startsWith("{\"id\":" + id + ",") || message.startsWith("{\"id\":" + id + "}")) {
                return message;
            }
            if (message.contains("\"Page.loadEventFired\"")) {
                fired = true;
            }
        }
    }

    private void await(String event) throws Exception {
        while (!fired) {
            if (take().contains("\"" + event + "\"")) {
                fired = true;
            }
        }
    }

    private String take() throws Exception {
        String message = messages.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new IllegalStateException("Chromium does not answer");
        }
        return message;
    }

    private static void delete(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
