package id.cemara.identity.login;

import id.cemara.shell.TryBudget;
import java.io.Serial;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/// Too many failed log-ins for a name or an address in a short time.
final class TooManyTriesException extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyTriesException(Duration wait) {
        super("too many tries");
        this.wait = wait;
    }

    /// The wait until the next try in whole seconds, at least one.
    long seconds() {
        return TryBudget.seconds(wait);
    }
}
