/// Moves of groups to another kabupaten: one office proposes, the other accepts.
///
/// Alone may change: `registry.moves`; accepting a move also changes the group's area. Part of the registry.
/// Rows of other modules that contain the area follow by foreign keys.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Moves",
        allowedDependencies = {
            "area",
            "identity",
            "identity :: audit",
            "platform",
            "registry",
            "registry :: ties",
            "shared",
            "shell",
            "shell :: forms"
        })
package id.cemara.registry.moves;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
