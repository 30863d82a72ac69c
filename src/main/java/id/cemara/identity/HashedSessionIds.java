package id.cemara.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.session.SessionIdGenerator;

/// Makes the ids sessions are stored under: the hash of a random value that only the cookie holds. Who reads the
/// sessions' table, or a copy of it, cannot take over a session.
final class HashedSessionIds implements SessionIdGenerator {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 32;

    /// The cookie's value for the id this thread was given last.
    private final ThreadLocal<String> lastValue = new ThreadLocal<>();

    @Override
    public String generate() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        lastValue.set(value);
        return hash(value);
    }

    /// The cookie's value that belongs to the id generated last on this thread; forgotten with this call.
    String takeValue() {
        String value = lastValue.get();
        lastValue.remove();
        if (value == null) {
            throw new IllegalStateException("no session id was generated on this thread");
        }
        return value;
    }

    static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
