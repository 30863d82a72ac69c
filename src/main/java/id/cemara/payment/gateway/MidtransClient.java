package id.cemara.payment.gateway;

import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls Midtrans: creates payment pages (Snap) and queries a payment's status (Core API). Sends no data
/// about the buyer. Errors are logged without the key, page addresses and bodies.
@Component
class MidtransClient {

    private static final Logger LOG = LoggerFactory.getLogger(MidtransClient.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OWN_HOSTS = ".midtrans.com";
    private static final int LONGEST_REDIRECT = 500;

    private final MidtransSettings settings;
    private final HttpClient http;

    MidtransClient(MidtransSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Creates a payment page.
    ///
    /// @param orderId our number of the attempt; Midtrans accepts each only once
    /// @param amount to be paid
    /// @param finish the address to which the buyer returns
    /// @param open how long the page accepts a payment
    /// @return the page's address; empty when the number was used before
    /// @throws Refused when Midtrans does not answer or refuses
    Optional<String> page(String orderId, Money amount, String finish, Duration open) {
        String body = JSON.writeValueAsString(Map.of(
                "transaction_details", Map.of("order_id", orderId, "gross_amount", amount.rupiah()),
                "callbacks", Map.of("finish", finish),
                "expiry", Map.of("unit", "minutes", "duration", open.toMinutes())));
        HttpResponse<byte[]> answer = send(
                request(settings.pages(), "/snap/v1/transactions")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                orderId);
        JsonNode fields = fields(answer, orderId);
        if (answer.statusCode() == 400
                && fields.path("error_messages").toString().contains("order_id")) {
            return Optional.empty();
        }
        JsonNode redirect = fields.path("redirect_url");
        if (answer.statusCode() != 201 || !redirect.isString() || !isOfMidtrans(redirect.asString())) {
            LOG.warn("Midtrans gave no page for {}: {}", orderId, answer.statusCode());
            throw unreachable();
        }
        return Optional.of(redirect.asString());
    }

    /// Queries a payment's status.
    ///
    /// @return the answer; empty when Midtrans does not know the number, as before the buyer chose a method
    /// @throws Refused when Midtrans does not answer, or the answer is not understood
    Optional<Answer> status(String orderId) {
        HttpResponse<byte[]> answer =
                send(request(settings.api(), "/v2/" + orderId + "/status").GET().build(), orderId);
        JsonNode fields = fields(answer, orderId);
        // The Core API reports errors with HTTP 200 or the error's own status; the code in the body
        // decides.
        String code = fields.path("status_code").asString("");
        if (code.equals("404") || code.isEmpty() && answer.statusCode() == 404) {
            return Optional.empty();
        }
        Optional<MidtransMessage> message = MidtransMessage.read(answer.body());
        if (message.isEmpty()
                || !message.get().orderId().equals(orderId)
                || !message.get().isSignedWith(settings.key())) {
            LOG.warn("Midtrans does not say how {} stands: {} {}", orderId, answer.statusCode(), digits(code));
            throw unreachable();
        }
        return message.map(said -> new Answer(said, answer.body()));
    }

    /// @param body the raw answer
    record Answer(MidtransMessage message, byte[] body) {}

    private HttpRequest.Builder request(URI base, String path) {
        String address = base.toString().replaceAll("/+$", "") + path;
        String login = Base64.getEncoder().encodeToString((settings.key() + ":").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(settings.timeout())
                .header("Accept", "application/json")
                .header("Authorization", "Basic " + login);
    }

    private HttpResponse<byte[]> send(HttpRequest request, String orderId) {
        try {
            return http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MidtransMessage.MAX_BYTES));
        } catch (IOException e) {
            LOG.warn(
                    "Midtrans does not answer about {}: {}",
                    orderId,
                    e.getClass().getSimpleName());
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable();
        }
    }

    private static JsonNode fields(HttpResponse<byte[]> answer, String orderId) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            LOG.warn("Midtrans answers about {} with no JSON: {}", orderId, answer.statusCode());
            throw unreachable();
        }
    }

    /// Buyers must not be redirected to any other site.
    private boolean isOfMidtrans(String redirect) {
        if (redirect.length() > LONGEST_REDIRECT) {
            return false;
        }
        try {
            URI address = URI.create(redirect);
            String host = address.getHost();
            return "https".equals(address.getScheme())
                    && host != null
                    && address.getUserInfo() == null
                    && (host.endsWith(OWN_HOSTS) || host.equals(settings.pages().getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String digits(String code) {
        return code.matches("[0-9]{1,3}") ? code : "?";
    }

    private static Refused unreachable() {
        return new Refused(new GatewayProblem.GatewayUnreachable());
    }
}
