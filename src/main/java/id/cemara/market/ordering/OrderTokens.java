package id.cemara.market.ordering;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;

/// Secret tokens that identify buyers without an account. The database stores only their hashes.
public final class OrderTokens {

    private static final StringKeyGenerator TOKENS =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    private OrderTokens() {}

    /// A new token: 32 random bytes as 43 characters of URL-safe Base64.
    public static String make() {
        return TOKENS.generateKey();
    }

    /// The SHA-256 of a token in hexadecimal, as it is stored.
    public static String hash(String token) {
        return DigestUtils.sha256Hex(token);
    }

    /// Runs the work as the holder of that token and returns its result.
    public static <T extends @Nullable Object> T asHolder(String token, Supplier<T> work) {
        return asHolder(List.of(token), work);
    }

    /// Runs the work as the holder of those tokens and returns its result.
    public static <T extends @Nullable Object> T asHolder(List<String> tokens, Supplier<T> work) {
        return CurrentActor.<T, RuntimeException>call(
                new Actor.Holder(tokens.stream().map(OrderTokens::hash).toList()), work::get);
    }
}
