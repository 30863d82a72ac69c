package id.cemara.payment.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A Midtrans notification: a recorded one with a test's changes, signed with the test's key.
final class TestNotification {

    static final String KEY = "SB-Mid-server-contoh-uji-0001";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode fields;

    private TestNotification(ObjectNode fields) {
        this.fields = fields;
    }

    /// A notification that the order was paid.
    static TestNotification of(String orderId, long rupiah) {
        ObjectNode fields = (ObjectNode) JSON.readTree(recorded("notification.json"));
        fields.put("order_id", orderId);
        fields.put("gross_amount", rupiah + ".00");
        return new TestNotification(fields);
    }

    TestNotification said(String status, String code) {
        fields.put("transaction_status", status);
        fields.put("status_code", code);
        return this;
    }

    TestNotification fraud(@Nullable String fraud) {
        if (fraud != null) {
            fields.put("fraud_status", fraud);
        }
        return this;
    }

    TestNotification transaction(String id) {
        fields.put("transaction_id", id);
        return this;
    }

    TestNotification amount(String amount) {
        fields.put("gross_amount", amount);
        return this;
    }

    TestNotification with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    /// The body with a valid signature.
    String json() {
        fields.put(
                "signature_key",
                signature(
                        fields.get("order_id").asString(),
                        fields.get("status_code").asString(),
                        fields.get("gross_amount").asString(),
                        KEY));
        return fields.toString();
    }

    /// Passes it to the inbox as if it had been received by HTTP.
    void to(Inbox inbox) {
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        inbox.take(MidtransMessage.read(body).orElseThrow(), body, Inbox.Source.PUSH);
    }

    static String signature(String orderId, String code, String amount, String key) {
        try {
            byte[] text = (orderId + code + amount + key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A recorded Midtrans message, with invented numbers.
    static String recorded(String name) {
        try (var in = Objects.requireNonNull(TestNotification.class.getResourceAsStream("/midtrans/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
