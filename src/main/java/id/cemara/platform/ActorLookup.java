package id.cemara.platform;

import id.cemara.shared.Actor;
import java.util.Optional;
import java.util.UUID;

/// Who an account is, with the rights it has now. Declared here for work that goes on without a request, implemented by
/// the module that keeps accounts.
public interface ActorLookup {

    /// The account with its rights as of now; empty when it is gone or may no longer log in.
    Optional<Actor.Account> find(UUID account);
}
