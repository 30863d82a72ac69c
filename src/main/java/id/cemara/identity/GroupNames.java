package id.cemara.identity;

import id.cemara.shared.GroupId;
import java.util.Optional;

/// Looks up group names; implemented by the registry.
public interface GroupNames {

    /// The group's name whatever its state and the actor's scope. For checks only, not for display.
    Optional<String> name(GroupId group);
}
