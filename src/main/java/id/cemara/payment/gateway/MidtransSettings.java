package id.cemara.payment.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The connection to Midtrans; off without a key. `cemara.payment.midtrans.server-key` is the environment
/// variable `CEMARA_PAYMENT_MIDTRANS_SERVERKEY`.
///
/// @param serverKey the merchant account's secret; null or empty disables Midtrans
/// @param groups numbers of the groups that own the merchant account, `*` for every group; the platform
///     must not hold their money
/// @param pages the address of the API for payment pages
/// @param api the address of the API for status queries
/// @param connectTimeout the limit for connecting
/// @param timeout the limit for an answer
/// @param timeout how long to wait for an answer
@ConfigurationProperties("cemara.payment.midtrans")
record MidtransSettings(
        @Nullable String serverKey,
        @DefaultValue List<String> groups,
        @DefaultValue("https://app.midtrans.com") URI pages,
        @DefaultValue("https://api.midtrans.com") URI api,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("8s") Duration timeout) {

    static final String EVERY_GROUP = "*";

    boolean isOn() {
        return serverKey != null && !serverKey.isBlank();
    }

    /// The key.
    ///
    /// @throws IllegalStateException when there is none
    String key() {
        String key = serverKey;
        if (key == null || key.isBlank()) {
            throw new IllegalStateException("Midtrans is not turned on");
        }
        return key.strip();
    }

    /// Without the key, so that it cannot appear in a log.
    @Override
    public String toString() {
        return "MidtransSettings[" + (isOn() ? "on" : "off") + ", " + pages + ", " + api + "]";
    }
}
