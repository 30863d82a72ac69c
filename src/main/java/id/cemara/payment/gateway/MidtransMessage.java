package id.cemara.payment.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A notification of Midtrans, or its answer to the question how a payment stands: both have the same fields.
/// Source: docs.midtrans.com, "HTTP(S) Notification / Webhooks", "Transaction Status Cycle", read 2026-11-24.
///
/// @param orderId our number of the try: the order's code, from the second try on with `-2`, `-3`, …
/// @param transactionId Midtrans' number of it; empty when none was sent
/// @param statusCode `200` for what succeeded, `201` pending, `202` denied, …
/// @param status `settlement`, `pending`, `expire`, …
/// @param fraudStatus `accept`, `challenge` or `deny`; null when none was sent
/// @param grossAmount as sent, such as `75000.00`
/// @param currency null when none was sent, which means rupiah
/// @param refundAmount what went back so far, as sent; null when nothing is said of it
/// @param signature hexadecimal, as sent
record MidtransMessage(
        String orderId,
        String transactionId,
        String statusCode,
        String status,
        @Nullable String fraudStatus,
        String grossAmount,
        @Nullable String currency,
        @Nullable String refundAmount,
        String signature) {

    /// Longest body that is read. A notification has about 1,500 bytes, with many refunds some thousands.
    static final int MAX_BYTES = 65_536;

    static final String PROVIDER = "midtrans";
    static final String RUPIAH = "IDR";

    private static final String SUCCESS = "200";
    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9._~-]{1,50}");
    private static final Pattern TRY = Pattern.compile("([0-9A-HJKMNP-TV-Z]{8})(?:-[0-9]{1,2})?");
    private static final Pattern TRANSACTION_ID = Pattern.compile("[A-Za-z0-9-]{0,64}");
    private static final Pattern STATUS_CODE = Pattern.compile("[0-9]{3}");
    private static final Pattern WORD = Pattern.compile("[a-z_]{1,40}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{128}");

    /// A field that comes twice would let two readers read two things; it is refused.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// The message in these bytes; empty when they are none.
    static Optional<MidtransMessage> read(byte[] body) {
        JsonNode fields;
        try {
            fields = JSON.readTree(body);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        if (!fields.isObject()) {
            return Optional.empty();
        }
        @Nullable String orderId = text(fields, "order_id");
        @Nullable String transactionId = text(fields, "transaction_id");
        @Nullable String statusCode = text(fields, "status_code");
        @Nullable String status = text(fields, "transaction_status");
        @Nullable String fraudStatus = text(fields, "fraud_status");
        @Nullable String grossAmount = text(fields, "gross_amount");
        @Nullable String currency = text(fields, "currency");
        @Nullable String refundAmount = text(fields, "refund_amount");
        @Nullable String signature = text(fields, "signature_key");
        if (orderId == null || statusCode == null || status == null || grossAmount == null || signature == null) {
            return Optional.empty();
        }
        var message = new MidtransMessage(
                orderId,
                transactionId == null ? "" : transactionId,
                statusCode,
                status.toLowerCase(Locale.ROOT),
                fraudStatus == null ? null : fraudStatus.toLowerCase(Locale.ROOT),
                grossAmount,
                currency,
                refundAmount,
                signature);
        return message.isWellFormed() ? Optional.of(message) : Optional.empty();
    }

    private boolean isWellFormed() {
        return ORDER_ID.matcher(orderId).matches()
                && TRANSACTION_ID.matcher(transactionId).matches()
                && STATUS_CODE.matcher(statusCode).matches()
                && WORD.matcher(status).matches()
                && (fraudStatus == null || WORD.matcher(fraudStatus).matches())
                && GrossAmount.isAmount(grossAmount)
                && (currency == null || CURRENCY.matcher(currency).matches())
                && (refundAmount == null || GrossAmount.isAmount(refundAmount))
                && SIGNATURE.matcher(signature).matches();
    }

    /// The field's text; null when it is not there or no text. Numbers are no text: Midtrans quotes all of these.
    private static @Nullable String text(JsonNode fields, String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isString() ? value.asString() : null;
    }

    /// Whether the signature was made with that key. It covers order, status code and amount only, so the meaning of a
    /// message may never be better than its status code, see [#word].
    boolean isSignedWith(String serverKey) {
        byte[] expected = sha512(orderId + statusCode + grossAmount + serverKey);
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(signature));
    }

    /// The order's code, without the number of the try.
    String reference() {
        Matcher parts = TRY.matcher(orderId);
        return parts.matches() ? parts.group(1) : orderId;
    }

    /// What it means. The status itself is not signed, the code is: money came, or went back, only where the code says
    /// success, so nobody makes a payment of the signature of a pending one.
    GatewayWord word() {
        GatewayWord said =
                switch (status) {
                    case "pending", "authorize" -> GatewayWord.PENDING;
                    case "capture", "settlement" -> ofPaid();
                    case "deny", "cancel", "expire", "failure" -> GatewayWord.FAILED;
                    case "partial_refund", "partial_chargeback" -> GatewayWord.PARTIALLY_REFUNDED;
                    case "refund", "chargeback" -> GatewayWord.REFUNDED;
                    default -> GatewayWord.UNKNOWN;
                };
        return switch (said) {
            case SETTLED, PARTIALLY_REFUNDED, REFUNDED -> statusCode.equals(SUCCESS) ? said : GatewayWord.UNKNOWN;
            case PENDING, FAILED, UNKNOWN -> said;
        };
    }

    /// A card's payment may be held for a look at the Midtrans dashboard; unanswered it is denied.
    private GatewayWord ofPaid() {
        if (fraudStatus == null) {
            return GatewayWord.SETTLED;
        }
        return switch (fraudStatus) {
            case "accept" -> GatewayWord.SETTLED;
            case "challenge" -> GatewayWord.PENDING;
            case "deny" -> GatewayWord.FAILED;
            default -> GatewayWord.UNKNOWN;
        };
    }

    /// The same for every message that says the same, whichever way and how often it came; 32 bytes.
    byte[] fingerprint() {
        String facts = String.join(
                "\n",
                orderId,
                transactionId,
                statusCode,
                status,
                String.valueOf(fraudStatus),
                grossAmount,
                currency == null ? RUPIAH : currency,
                String.valueOf(refundAmount));
        return digest("SHA-256", facts);
    }

    private static byte[] sha512(String text) {
        return digest("SHA-512", text);
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows " + algorithm, e);
        }
    }

    /// Without the signature.
    @Override
    public String toString() {
        return "MidtransMessage[" + orderId + ", " + status + "]";
    }
}
