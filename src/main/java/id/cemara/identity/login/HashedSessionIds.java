package id.cemara.identity.login;

import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.session.SessionIdGenerator;

/// Generates session ids: the hash of a random value that only the cookie holds. A reader of the session
/// table or its backup cannot take over a session.
public final class HashedSessionIds implements SessionIdGenerator {

    /// The cookie's value for the id last generated on this thread.
    private final ThreadLocal<String> lastValue = new ThreadLocal<>();

    @Override
    public String generate() {
        String value = Tokens.randomValue();
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
        return DigestUtils.sha256Hex(value);
    }
}
