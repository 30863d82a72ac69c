package id.cemara.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Sends a multipart form with a file, as a browser does.
public final class Multipart {

    private static final String BOUNDARY = "----batas-antara-isian";

    private Multipart() {}

    /// Returns the answer.
    ///
    /// @param name the file name
    /// @param headers as name, value, name, value
    public static HttpResponse<String> post(
            String address, Map<String, String> fields, String name, byte[] file, String... headers) {
        var body = new ByteArrayOutputStream();
        fields.forEach((field, value) -> body.writeBytes(bytes("--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n")));
        body.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: image/png\r\n\r\n"));
        body.writeBytes(file);
        body.writeBytes(bytes("\r\n--" + BOUNDARY + "--\r\n"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .headers(headers)
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
