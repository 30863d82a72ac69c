package id.cemara.market.ordering;

import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Secret tokens that identify buyers without an account. The database stores only their hashes.
public final class OrderTokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private OrderTokens() {}

    /// A new token: 32 random bytes as 43 characters of URL-safe Base64.
    public static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The SHA-256 of a token in hexadecimal, as it is stored.
    public static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
