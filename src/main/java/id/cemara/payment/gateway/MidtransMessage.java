package id.cemara.payment.gateway;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A notification of Midtrans, or its answer to a status query; both have the same fields. Source:
/// docs.midtrans.com, "HTTP(S) Notification / Webhooks", "Transaction Status Cycle", read 2026-11-24.
///
/// @param orderId our number of the attempt: the order's code, from the second attempt on with `-2`, `-3`,
///     …
/// @param transactionId Midtrans' number of the attempt; empty when absent
/// @param statusCode `200` for success, `201` pending, `202` denied, …
/// @param status `settlement`, `pending`, `expire`, …
/// @param fraudStatus `accept`, `challenge` or `deny`; null when absent
/// @param grossAmount as sent, such as `75000.00`
/// @param currency null when absent, which means rupiah
/// @param refundAmount refunded so far, as sent; null when absent
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

    /// In bytes. A notification has about 1,500; many refunds make it some thousands.
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

    /// Duplicate fields are refused, because another parser might read the other value.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Parses a message; empty when it is malformed.
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

    /// The field's text; null when it is absent or not a string. Numbers are not accepted: Midtrans quotes
    /// all of these fields.
    private static @Nullable String text(JsonNode fields, String name) {
        JsonNode value = fields.get(name);
        return value != null && value.isString() ? value.asString() : null;
    }

    /// Verifies the signature with that key. It covers only order, status code and amount, so a message
    /// must never count as more than its status code says, see [#meaning].
    boolean isSignedWith(String serverKey) {
        byte[] expected = DigestUtils.sha512(orderId + statusCode + grossAmount + serverKey);
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(signature));
    }

    /// The order's code, without the attempt's number.
    String reference() {
        Matcher parts = TRY.matcher(orderId);
        return parts.matches() ? parts.group(1) : orderId;
    }

    /// The message's meaning. The status is not signed but the status code is: a payment or refund counts
    /// only with the code for success, so that the signature of a pending message cannot be reused to fake
    /// a payment.
    MessageMeaning meaning() {
        MessageMeaning said =
                switch (status) {
                    case "pending", "authorize" -> MessageMeaning.PENDING;
                    case "capture", "settlement" -> ofPaid();
                    case "deny", "cancel", "expire", "failure" -> MessageMeaning.FAILED;
                    case "partial_refund", "partial_chargeback" -> MessageMeaning.PARTIALLY_REFUNDED;
                    case "refund", "chargeback" -> MessageMeaning.REFUNDED;
                    default -> MessageMeaning.UNKNOWN;
                };
        return switch (said) {
            case SETTLED, PARTIALLY_REFUNDED, REFUNDED -> statusCode.equals(SUCCESS) ? said : MessageMeaning.UNKNOWN;
            case PENDING, FAILED, UNKNOWN -> said;
        };
    }

    /// A card payment may be held for review on Midtrans' dashboard; without review it is denied later.
    private MessageMeaning ofPaid() {
        if (fraudStatus == null) {
            return MessageMeaning.SETTLED;
        }
        return switch (fraudStatus) {
            case "accept" -> MessageMeaning.SETTLED;
            case "challenge" -> MessageMeaning.PENDING;
            case "deny" -> MessageMeaning.FAILED;
            default -> MessageMeaning.UNKNOWN;
        };
    }

    /// SHA-256 of the message's content: equal for every delivery of the same message, pushed or queried.
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
        return DigestUtils.sha256(facts);
    }

    @Override
    public String toString() {
        return "MidtransMessage[" + orderId + ", " + status + "]";
    }
}
