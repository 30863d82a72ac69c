package id.cemara.identity;

import java.util.Optional;
import java.util.UUID;

/// What groups are called. The module that knows groups contributes it.
public interface GroupNames {

    /// The name of a group, whatever its state and whoever asks; for a check, not to be shown.
    Optional<String> name(UUID group);
}
