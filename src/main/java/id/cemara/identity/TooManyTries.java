package id.cemara.identity;

import id.cemara.shell.TryBudget;
import java.io.Serial;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/// Somebody, or somebody at the same address, was wrong too often in a short time.
final class TooManyTries extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyTries(Duration wait) {
        super("too many tries");
        this.wait = wait;
    }

    /// After how many seconds another try counts, at least one.
    long seconds() {
        return TryBudget.seconds(wait);
    }
}
