package id.cemara.payment.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How Midtrans is reached. Off without a key. `cemara.payment.midtrans.server-key` is the environment variable
/// `CEMARA_PAYMENT_MIDTRANS_SERVERKEY`.
///
/// @param serverKey the secret of the merchant account; null or empty when Midtrans is not used
/// @param groups numbers of the groups whose money the merchant account takes, `*` for every group; the platform holds
/// nobody's money, so the account is theirs
/// @param pages where a payment page is asked for
/// @param api where it is asked how a payment stands
/// @param connectTimeout how long to wait for a connection
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

    /// Without the key, so that no log can ever show it.
    @Override
    public String toString() {
        return "MidtransSettings[" + (isOn() ? "on" : "off") + ", " + pages + ", " + api + "]";
    }
}
