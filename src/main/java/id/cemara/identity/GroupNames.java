package id.cemara.identity;

import java.util.Optional;
import java.util.UUID;

/// Looks up group names; implemented by the registry.
public interface GroupNames {

    /// The group's name whatever its state and the actor's scope. For checks only, not for display.
    Optional<String> name(UUID group);
}
