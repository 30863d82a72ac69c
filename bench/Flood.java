import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A new Cemara under overload: 1,000 connections to `/` and `/pasar` while every processor is busy, then
/// clients that send or read one byte a second, oversized heads and endless bodies. Every answer must be
/// 2xx or 503, `/livez` must answer in time, and ten seconds after the end the server must have recovered.
/// Exits with 1 on a violation.
public class Flood {

    private static final int CONNECTIONS = 1_000;
    private static final int SLOW = 500;
    private static final int MOST_MIB = 450;
    private static final int FOURTEEN = 14;
    private static final Duration FLOOD = Duration.ofSeconds(20);
    private static final Duration SLOWNESS = Duration.ofSeconds(30);
    private static final int WALKED_A_SECOND = 20;

    private final Node node;
    private final List<String> violations = new ArrayList<>();

    private Flood(Node node) {
        this.node = node;
    }

    /// @param arguments launcher, empty data directory, minutes of crawling all pages beforehand (default
    ///     0)
    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
        int processors = Runtime.getRuntime().availableProcessors();
        List<String> violations;
        try (var loops = new Loops()) {
            if (minutes == 0) {
                loops.run(processors);
            }
            try (Node node = Node.start(arguments[0], Path.of(arguments[1]))) {
                var flood = new Flood(node);
                node.printMemory("after the start");
                if (minutes > 0) {
                    flood.walk(minutes);
                    node.printMemory("after " + minutes + " minutes of walking");
                    loops.run(processors);
                }
                flood.run("a loop a core", true);
                loops.run(FOURTEEN);
                flood.run("fourteen loops", false);
                violations = flood.violations;
            }
        }
        violations.forEach(violation -> System.out.println("VIOLATED  " + violation));
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    private void run(String name, boolean isTimed) throws Exception {
        System.out.println("-- " + name);
        for (String path : List.of("/", "/pasar")) {
            try (var probe = new Probe(node, isTimed)) {
                var crowd = new Crowd(node.address(), path, CONNECTIONS);
                crowd.ask(FLOOD);
                System.out.printf("%-34s %s%n", CONNECTIONS + " connections on " + path, crowd.answers);
                for (Map.Entry<String, Integer> answer : crowd.answers.entrySet()) {
                    if (!answer.getKey().matches("2\\d\\d|503")) {
                        violations.add(name + ", " + path + ": " + answer.getValue() + " times " + answer.getKey());
                    }
                }
                if (isTimed && crowd.answers.getOrDefault("200", 0) == 0) {
                    violations.add(name + ", " + path + ": nobody was served");
                }
                probe.print(name + ", " + path, violations);
            }
        }
        try (var probe = new Probe(node, isTimed)) {
            new SlowCallers(node.address()).run(SLOWNESS);
            System.out.printf("%-34s%n", SLOW + " slow senders and readers");
            probe.print(name + ", slow callers", violations);
        }
        Thread.sleep(Duration.ofSeconds(10));
        for (String path : List.of("/livez", "/readyz", "/", "/pasar", "/kelompok", "/masuk", "/api/v1/groups")) {
            String status = node.status(path, Duration.ofSeconds(isTimed ? 3 : 20));
            if (!status.equals("200")) {
                violations.add(name + ", ten seconds after: " + path + " says " + status);
            }
        }
        int resident = node.printMemory("ten seconds after");
        if (resident > MOST_MIB) {
            violations.add(name + ", ten seconds after: " + resident + " MiB");
        }
    }

    /// Requests every page that is linked from a page or listed in the sitemap, in random order.
    private void walk(int minutes) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        var random = new Random(1);
        var seen = new HashSet<String>();
        List<String> next = new ArrayList<>();
        find("<loc>https?://[^/]*([^<]*)</loc>", node.get("/sitemap.xml"), seen, next);
        int walked = 0;
        while (System.nanoTime() < end && !next.isEmpty()) {
            long begun = System.nanoTime();
            int at = random.nextInt(next.size());
            String path = next.get(at);
            next.set(at, next.getLast());
            next.removeLast();
            find("(?:href|src)=\"(/[^\"#]*)", node.get(path), seen, next);
            walked++;
            if (next.isEmpty()) {
                next.addAll(seen);
            }
            long rest = 1_000_000_000L / WALKED_A_SECOND - (System.nanoTime() - begun);
            if (rest > 0) {
                Thread.sleep(Duration.ofNanos(rest));
            }
        }
        System.out.println("walked through " + walked + " pages of " + seen.size());
    }

    private static void find(String pattern, String text, Set<String> seen, List<String> next) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        while (found.find() && seen.size() < 50_000) {
            String path = found.group(1).replace("&amp;", "&");
            if (seen.add(path)) {
                next.add(path);
            }
        }
    }

    /// A running Cemara.
    private record Node(Process process, String address) implements AutoCloseable {

        private static final HttpClient CLIENT =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        static Node start(String launcher, Path data) throws Exception {
            Process process = new ProcessBuilder(launcher, "run", "--port", "0", "--data", data.toString())
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output = process.inputReader();
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
            System.out.println(line);
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> output.lines().forEach(said -> System.out.println("   | " + said)));
            return new Node(process, address);
        }

        String status(String path, Duration patience) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(patience)
                        .build();
                return Integer.toString(CLIENT.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode());
            } catch (IOException e) {
                return e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        String get(String path) throws Exception {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                        .timeout(Duration.ofSeconds(60))
                        .build();
                return CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
            } catch (IllegalArgumentException e) {
                return ""; // not a valid address for Java
            }
        }

        /// Memory of the JVM, without the database server's processes. `RssFile` is shared with the page
        /// cache.
        int printMemory(String when) throws IOException {
            Map<String, Integer> mib = new TreeMap<>();
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                Matcher found = Pattern.compile("(VmRSS|VmHWM|RssAnon|RssFile):\\s+(\\d+) kB")
                        .matcher(line);
                if (found.matches()) {
                    mib.put(found.group(1), Integer.parseInt(found.group(2)) / 1024);
                }
            }
            System.out.printf("%-34s %s (MiB, the JVM alone)%n", when, mib);
            return mib.getOrDefault("VmRSS", 0);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }

    /// Processes that each keep a processor busy while this one lives.
    private static final class Loops implements AutoCloseable {

        private static final String LOOP =
                "while kill -0 %d; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done"
                        .formatted(ProcessHandle.current().pid());

        private final List<Process> running = new ArrayList<>();

        void run(int count) throws IOException {
            while (running.size() < count) {
                running.add(new ProcessBuilder("/bin/sh", "-c", LOOP).start());
            }
        }

        @Override
        public void close() {
            running.forEach(Process::destroyForcibly);
        }
    }

    /// Requests `/livez` five times a second, each over a new connection.
    private static final class Probe implements AutoCloseable {

        private static final Duration PATIENCE = Duration.ofSeconds(30);

        private final boolean isTimed;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final List<Long> millis = new ArrayList<>();
        private final List<String> others = new ArrayList<>();
        private final Thread thread;

        Probe(Node node, boolean isTimed) {
            this.isTimed = isTimed;
            URI livez = URI.create(node.address());
            thread = Thread.ofPlatform().daemon().start(() -> {
                while (!isOver.get()) {
                    ask(livez);
                    try {
                        Thread.sleep(200);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }

        private void ask(URI livez) {
            long begun = System.nanoTime();
            try (var socket = new java.net.Socket()) {
                socket.connect(new InetSocketAddress(livez.getHost(), livez.getPort()), (int) PATIENCE.toMillis());
                socket.setSoTimeout((int) PATIENCE.toMillis());
                socket.getOutputStream()
                        .write("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                if (!answer.startsWith("HTTP/1.1 200 ")) {
                    others.add(answer.lines().findFirst().orElse("closed"));
                }
            } catch (IOException e) {
                others.add(e.getClass().getSimpleName());
            }
            millis.add((System.nanoTime() - begun) / 1_000_000);
        }

        void print(String name, List<String> violations) throws InterruptedException {
            isOver.set(true);
            thread.join();
            long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
            long most = sorted[sorted.length - 1];
            long p99 = sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * 0.99) - 1)];
            System.out.printf(
                    Locale.ROOT,
                    "%-34s asked %d times, p50 %d ms, p99 %d ms, at most %d ms (after %d)%n",
                    "   /livez",
                    sorted.length,
                    sorted[sorted.length / 2],
                    p99,
                    most,
                    millis.indexOf(most));
            if (isTimed && (p99 > 1_000 || most > 3_000)) {
                violations.add(name + ": /livez p99 " + p99 + " ms, at most " + most + " ms");
            }
            if (!others.isEmpty()) {
                violations.add(
                        name + ": /livez said " + others.stream().distinct().toList());
            }
        }

        @Override
        public void close() {
            isOver.set(true);
        }
    }

    /// Connections that repeat their request as soon as they have an answer, like a load generator.
    private static final class Crowd {

        private final InetSocketAddress server;
        private final byte[] request;
        private final int count;
        private final Map<String, Integer> answers = new TreeMap<>();

        Crowd(String address, String path, int count) {
            URI uri = URI.create(address);
            this.server = new InetSocketAddress(uri.getHost(), uri.getPort());
            this.request = ("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            this.count = count;
        }

        void ask(Duration length) throws IOException {
            try (Selector selector = Selector.open()) {
                for (int i = 0; i < count; i++) {
                    connect(selector);
                }
                long end = System.nanoTime() + length.toNanos();
                while (System.nanoTime() < end) {
                    selector.select(100);
                    for (SelectionKey key : selector.selectedKeys()) {
                        step(selector, key);
                    }
                    selector.selectedKeys().clear();
                }
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        }

        private void connect(Selector selector) throws IOException {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_CONNECT, new Answer());
        }

        private void step(Selector selector, SelectionKey key) throws IOException {
            var channel = (SocketChannel) key.channel();
            var answer = (Answer) key.attachment();
            try {
                if (key.isConnectable()) {
                    channel.finishConnect();
                    send(channel, key);
                } else if (answer.read(channel)) {
                    answers.merge(answer.status(), 1, Integer::sum);
                    if (answer.isLast()) {
                        channel.close();
                        connect(selector);
                    } else {
                        key.attach(new Answer());
                        send(channel, key);
                    }
                }
            } catch (IOException e) {
                answers.merge(answer.isBegun() ? "broken off" : "no answer", 1, Integer::sum);
                channel.close();
                connect(selector);
            }
        }

        private void send(SocketChannel channel, SelectionKey key) throws IOException {
            channel.write(ByteBuffer.wrap(request));
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    /// An answer that arrives in pieces.
    private static final class Answer {

        private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

        private byte[] bytes = new byte[1024];
        private int length;
        private String head = "";
        private int bodyAt;

        boolean isBegun() {
            return length > 0;
        }

        /// Reads the available bytes; true when the answer is complete.
        boolean read(SocketChannel channel) throws IOException {
            while (true) {
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
                }
                int read = channel.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
                if (read < 0) {
                    throw new IOException("closed");
                }
                if (read == 0) {
                    return false;
                }
                length += read;
                if (isComplete()) {
                    return true;
                }
            }
        }

        private boolean isComplete() {
            if (head.isEmpty()) {
                String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                int end = text.indexOf("\r\n\r\n");
                if (end < 0) {
                    return false;
                }
                head = text.substring(0, end);
                bodyAt = end + 4;
            }
            Matcher sized = LENGTH.matcher(head);
            if (sized.find()) {
                return length >= bodyAt + Integer.parseInt(sized.group(1));
            }
            return new String(
                            bytes,
                            Math.max(bodyAt, length - 5),
                            Math.min(5, length - bodyAt),
                            StandardCharsets.ISO_8859_1)
                    .equals("0\r\n\r\n");
        }

        String status() {
            return head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
        }

        boolean isLast() {
            return head.toLowerCase(Locale.ROOT).contains("connection: close");
        }
    }

    /// Clients that send or read one byte a second, and others that send without end.
    private static final class SlowCallers {

        private static final List<String> KINDS = List.of("head", "body", "page", "table");

        private final InetSocketAddress server;
        private final String host;

        SlowCallers(String address) {
            URI uri = URI.create(address);
            this.server = new InetSocketAddress(uri.getHost(), uri.getPort());
            this.host = uri.getAuthority();
        }

        void run(Duration length) throws Exception {
            List<Thread> threads = new ArrayList<>();
            long end = System.nanoTime() + length.toNanos();
            for (int i = 0; i < SLOW; i++) {
                String kind = KINDS.get(i % KINDS.size());
                threads.add(Thread.ofVirtual().start(() -> again(end, () -> slow(kind, end))));
            }
            for (int i = 0; i < 10; i++) {
                threads.add(Thread.ofVirtual().start(() -> again(end, this::enormousHead)));
                threads.add(Thread.ofVirtual().start(() -> again(end, this::endlessBody)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private interface Call {
            void make() throws IOException;
        }

        /// The server may close any of these connections; the client then reconnects.
        private static void again(long end, Call call) {
            while (System.nanoTime() < end) {
                try {
                    call.make();
                } catch (IOException e) {
                    // Closed by the server.
                }
                try {
                    Thread.sleep(1_000);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private void slow(String kind, long end) throws IOException {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, 2_048);
                channel.connect(server);
                String begin =
                        switch (kind) {
                            case "head" -> "GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Slow: ";
                            case "body" ->
                                "POST /masuk HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host
                                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n";
                            case "page" -> "GET /pasar HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
                            default -> "GET /kelompok?format=csv HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
                        };
                write(channel, begin.getBytes(StandardCharsets.US_ASCII));
                ByteBuffer one = ByteBuffer.allocate(1);
                boolean isSending = kind.equals("head") || kind.equals("body");
                while (System.nanoTime() < end) {
                    if (isSending) {
                        write(channel, new byte[] {'a'});
                    } else if (channel.read(one.clear()) < 0) {
                        return;
                    }
                    Thread.sleep(1_000);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void enormousHead() throws IOException {
            try (SocketChannel channel = SocketChannel.open(server)) {
                write(
                        channel,
                        ("GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Long: " + "a".repeat(64 * 1024) + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                channel.read(ByteBuffer.allocate(1_000));
            }
        }

        private void endlessBody() throws IOException {
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try (SocketChannel channel = SocketChannel.open(server)) {
                write(
                        channel,
                        ("POST /api/v1/tokens HTTP/1.1\r\nHost: " + host
                                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                for (int sent = 0; sent < 100 * 1024 * 1024; sent += 0x10000) {
                    write(channel, chunk);
                }
                channel.read(ByteBuffer.allocate(1_000));
            }
        }

        private static void write(SocketChannel channel, byte[] bytes) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
