package id.cemara.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Parsing of Midtrans messages.
class MidtransMessageTests {

    /// These three fields and the key are from Midtrans' documentation, "Handle Notifications".
    @Test
    void the_signature_is_the_sha_512_of_order_code_amount_and_key() {
        String json = """
                {"order_id":"1111","status_code":"200","gross_amount":"100000.00","transaction_status":"settlement",
                 "signature_key":"%s"}
                """.formatted(TestNotification.signature(
                "1111", "200", "100000.00", "askvnoibnosifnboseofinbofinfgbiufglnbfg"));
        MidtransMessage message = read(json);
        assertThat(message.isSignedWith("askvnoibnosifnboseofinbofinfgbiufglnbfg"))
                .isTrue();
        assertThat(message.isSignedWith("askvnoibnosifnboseofinbofinfgbiufglnbfh"))
                .isFalse();
        assertThat(message.toString()).doesNotContain(message.signature());
    }

    @ParameterizedTest
    @CsvSource({
        "pending, 201, , PENDING",
        "authorize, 200, accept, PENDING",
        "capture, 200, accept, SETTLED",
        "capture, 201, challenge, PENDING",
        "capture, 200, deny, FAILED",
        "settlement, 200, , SETTLED",
        "settlement, 200, accept, SETTLED",
        "settlement, 200, something, UNKNOWN",
        // The signature of a pending message must not confirm a payment.
        "settlement, 201, accept, UNKNOWN",
        "refund, 201, , UNKNOWN",
        "deny, 202, , FAILED",
        "cancel, 200, , FAILED",
        "expire, 202, , FAILED",
        "expire, 407, , FAILED",
        "failure, 202, , FAILED",
        "refund, 200, , REFUNDED",
        "chargeback, 200, , REFUNDED",
        "partial_refund, 200, , PARTIALLY_REFUNDED",
        "partial_chargeback, 200, , PARTIALLY_REFUNDED",
        "on_hold, 200, , UNKNOWN"
    })
    void means(String status, String code, String fraud, MessageMeaning word) {
        assertThat(read(TestNotification.of("ABCD1234", 75_000)
                                .said(status, code)
                                .fraud(fraud)
                                .json())
                        .meaning())
                .isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "75000.00, 75000",
        "75000, 75000",
        "0.00, 0",
        "999999999999.00, 999999999999",
        "75000.50, -1",
        "75000.01, -1"
    })
    void an_amount_is_read_digit_by_digit(String text, long rupiah) {
        assertThat(GrossAmount.isAmount(text)).isTrue();
        assertThat(GrossAmount.rupiah(text).orElse(-1)).isEqualTo(rupiah);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+75000",
                "075000.00",
                "75,000.00",
                "75.000,00",
                "7.5e4",
                "75000.",
                "75000.000",
                "NaN",
                "Rp75000",
                " 75000",
                "9999999999999"
            })
    void what_is_no_amount_is_none(String text) {
        assertThat(GrossAmount.isAmount(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ABCD1234, ABCD1234", "ABCD1234-2, ABCD1234", "ABCD1234-17, ABCD1234", "toko-2, toko-2"})
    void a_try_belongs_to_its_order(String orderId, String reference) {
        assertThat(read(TestNotification.of(orderId, 75_000).json()).reference())
                .isEqualTo(reference);
    }

    @Test
    void the_same_word_is_the_same_whichever_way_it_came() {
        byte[] sent = read(TestNotification.of("ABCD1234", 75_000).json()).fingerprint();
        assertThat(read(TestNotification.of("ABCD1234", 75_000)
                                .with("channel", "dragon")
                                .json())
                        .fingerprint())
                .isEqualTo(sent);
        assertThat(read(TestNotification.of("ABCD1234", 75_000)
                                .transaction("00000000-0000-4000-8000-000000000002")
                                .json())
                        .fingerprint())
                .isNotEqualTo(sent);
        assertThat(read(TestNotification.of("ABCD1234", 75_000)
                                .said("refund", "200")
                                .json())
                        .fingerprint())
                .isNotEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"order_id\":\"A\"}",
                "{\"order_id\":1,\"status_code\":\"200\",\"gross_amount\":\"1.00\",\"transaction_status\":\"pending\","
                        + "\"signature_key\":\"00\"}",
                "{\"order_id\":\"A\",\"order_id\":\"B\",\"status_code\":\"200\",\"gross_amount\":\"1.00\"}"
            })
    void what_is_no_message_is_refused(String body) {
        assertThat(MidtransMessage.read(body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_field_that_comes_twice_or_something_after_the_end_is_refused() {
        String json = TestNotification.of("ABCD1234", 75_000).json();
        assertThat(MidtransMessage.read(bytes(json))).isPresent();
        assertThat(MidtransMessage.read(bytes(json.replaceFirst("\\{", "{\"order_id\":\"ABCD9999\","))))
                .isEmpty();
        assertThat(MidtransMessage.read(bytes(json + "{}"))).isEmpty();
    }

    /// 20,000 messages with one to four bytes changed are parsed or refused without any other error. If
    /// order, code or amount changed, the signature is no longer valid.
    @Test
    void no_damaged_message_breaks_the_reader_or_keeps_its_signature() {
        byte[] json = bytes(TestNotification.of("ABCD1234", 75_000).json());
        MidtransMessage whole = MidtransMessage.read(json).orElseThrow();
        Random random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = json.clone();
            for (int change = 0; change <= random.nextInt(4); change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            MidtransMessage.read(damaged)
                    .filter(message -> message.isSignedWith(TestNotification.KEY))
                    .ifPresent(message -> {
                        assertThat(message.orderId()).isEqualTo(whole.orderId());
                        assertThat(message.statusCode()).isEqualTo(whole.statusCode());
                        assertThat(message.grossAmount()).isEqualTo(whole.grossAmount());
                    });
        }
    }

    @Test
    void the_key_is_in_no_text() {
        var settings = new MidtransSettings(
                TestNotification.KEY,
                java.util.List.of(),
                java.net.URI.create("https://app.midtrans.com"),
                java.net.URI.create("https://api.midtrans.com"),
                java.time.Duration.ofSeconds(1),
                java.time.Duration.ofSeconds(1));
        assertThat(settings.isOn()).isTrue();
        assertThat(settings.toString()).doesNotContain(TestNotification.KEY);
    }

    private static MidtransMessage read(String json) {
        return MidtransMessage.read(bytes(json)).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
