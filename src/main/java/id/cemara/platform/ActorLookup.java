package id.cemara.platform;

import id.cemara.shared.Actor;
import java.util.Optional;
import java.util.UUID;

/// Loads the actor for work that continues in an account's name later or on another node. Jobs and events
/// carry only the account id; the rights are read anew at each step.
public interface ActorLookup {

    /// The account with its current rights; empty when it is disabled or does not exist.
    Optional<Actor.Account> find(UUID account);
}
