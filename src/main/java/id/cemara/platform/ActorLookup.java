package id.cemara.platform;

import id.cemara.shared.Actor;
import java.util.Optional;
import java.util.UUID;

/// Finds who acts when work goes on later, or elsewhere, in somebody's name. Jobs and events carry only the account's
/// id; what the account may do is read at each step.
public interface ActorLookup {

    /// The account with its rights as they are now; empty when it is disabled or there is none.
    Optional<Actor.Account> find(UUID account);
}
