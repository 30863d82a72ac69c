package id.cemara.identity;

import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/// The principal in a session. It carries no rights; they are read at every request.
///
/// @param id the account
/// @param username used at log-in
/// @param logInEpoch valid while it equals the account's epoch
public record LoggedIn(UUID id, String username, int logInEpoch) implements AuthenticatedPrincipal, Serializable {

    @Serial
    private static final long serialVersionUID = 2L;

    @Override
    public String getName() {
        return username;
    }
}
