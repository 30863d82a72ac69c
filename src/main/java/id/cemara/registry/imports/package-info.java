/// Imports of groups and members.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Imports",
        allowedDependencies = {
            "area",
            "exchange",
            "identity",
            "identity :: audit",
            "platform",
            "registry",
            "registry.groups",
            "registry.members",
            "shared"
        })
package id.cemara.registry.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
