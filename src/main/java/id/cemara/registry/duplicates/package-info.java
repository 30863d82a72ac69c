/// Duplicate groups: finding, comparing, merging.
///
/// Alone may change: `registry.duplicate_cases`, `registry.merges` and `registry.merge_steps`. Part of the
/// registry, so it may read and move the registry's rows; other modules move their own by
/// [id.cemara.registry.ties.GroupTies].
@NullMarked
@ApplicationModule(
        displayName = "Registry: Duplicates",
        allowedDependencies = {
            "identity",
            "identity :: audit",
            "platform",
            "platform :: jobs",
            "registry",
            "registry :: ties",
            "shared",
            "shell",
            "shell :: forms"
        })
package id.cemara.registry.duplicates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
