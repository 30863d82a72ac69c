package id.cemara;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP client without a browser. Each has a client address of its own, sent as a trusted proxy would, so that tests
/// do not share rate limits.
public final class Web {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final AtomicInteger CALLERS = new AtomicInteger();

    private final int port;
    private final String ipAddress = nextIpAddress();

    private Web(int port) {
        this.port = port;
    }

    /// A client of the test's application.
    public static Web of(Environment environment) {
        return new Web(environment.getRequiredProperty("local.server.port", Integer.class));
    }

    /// The application's address.
    public String address() {
        return "http://localhost:" + port;
    }

    public int port() {
        return port;
    }

    /// Sends a GET, with headers given as name, value, name, value.
    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /// Sends a form.
    public Answer post(String path, String form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /// Sends JSON by POST.
    public Answer postJson(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /// Sends a DELETE.
    public Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE().build());
    }

    /// Sends a request with a JSON body; null sends none.
    public Answer json(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, java.nio.charset.StandardCharsets.UTF_8);
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build());
    }

    /// Sends a body of that type.
    public Answer sends(String method, String path, String type, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// The headers of a program with that account's token.
    public String[] bearer(String username) {
        Answer answer = json(
                "POST",
                "/api/v1/tokens",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, TestDatabases.PASSWORD));
        if (answer.status() != 201) {
            throw new IllegalStateException("no token for " + username + ": " + answer.text());
        }
        return new String[] {
            "Authorization", "Bearer " + answer.json().get("token").asString()
        };
    }

    /// The headers of a browser with that account's session.
    public String[] session(String username) {
        Answer answer =
                post("/masuk", "username=" + username + "&password=" + TestDatabases.PASSWORD, "Origin", address());
        String cookie = answer.headers("Set-Cookie").stream()
                .filter(header -> header.startsWith("SESSION="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no session for " + username));
        return new String[] {"Cookie", cookie.substring(0, cookie.indexOf(';')), "Origin", address()};
    }

    /// Sends a form with one file; fields are given as name, value, name, value.
    public Answer upload(String path, String[] headers, String fileName, byte[] file, String... fields) {
        return uploadAs("file", path, headers, fileName, file, fields);
    }

    /// As [#upload], with the file in the field `part`.
    public Answer uploadAs(String part, String path, String[] headers, String fileName, byte[] file, String... fields) {
        String boundary = "batas-kiriman";
        var body = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, fields[i], fields[i + 1])
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        body.writeBytes(("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .formatted(boundary, part, fileName)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return send(request(path, headers)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Arrays.stream(headers).anyMatch(FORWARDED_FOR::equalsIgnoreCase)
                ? request
                : request.header(FORWARDED_FOR, ipAddress);
    }

    /// Above 10.128.0.0; tests that name addresses themselves take them from below.
    private static String nextIpAddress() {
        int caller = CALLERS.incrementAndGet();
        return "10.%d.%d.%d".formatted(128 + (caller >> 16 & 127), caller >> 8 & 255, caller & 255);
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Answer(HttpResponse<byte[]> response) {

        private static final Pattern UNFILLED = Pattern.compile("\\{\\d}");

        /// Fails when a page shows a placeholder of a message.
        public Answer {
            if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                Matcher unfilled =
                        UNFILLED.matcher(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
                if (unfilled.find()) {
                    throw new AssertionError(response.uri() + " shows " + unfilled.group());
                }
            }
        }

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(text());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }
    }
}
