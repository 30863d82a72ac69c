package id.cemara.identity.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.session.SessionIdGenerator;

/// Generates session ids: the hash of a random value that only the cookie holds. A reader of the session
/// table or its backup cannot take over a session.
public final class HashedSessionIds implements SessionIdGenerator {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    /// The cookie's value for the id last generated on this thread.
    private final ThreadLocal<String> lastValue = new ThreadLocal<>();

    @Override
    public String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        lastValue.set(value);
        return hash(value);
    }

    /// Returns the cookie's value for the id last generated on this thread, and forgets it.
    String takeValue() {
        String value = lastValue.get();
        lastValue.remove();
        if (value == null) {
            throw new IllegalStateException("no session id was generated on this thread");
        }
        return value;
    }

    public static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
