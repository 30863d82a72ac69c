package id.cemara.identity;

import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/// The account behind a session, and nothing about what it may do: that is read anew with each request.
///
/// @param id the account
/// @param username what the person logged in with
/// @param logInEpoch counts as long as the account's is the same
record LoggedIn(UUID id, String username, int logInEpoch) implements AuthenticatedPrincipal, Serializable {

    @Serial
    private static final long serialVersionUID = 2L;

    @Override
    public String getName() {
        return username;
    }
}
