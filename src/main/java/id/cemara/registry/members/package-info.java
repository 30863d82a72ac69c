/// Members and officer terms of groups, with the facts that are theirs alone.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Members",
        allowedDependencies = {"exchange", "identity", "identity :: audit", "platform", "registry", "shared"})
package id.cemara.registry.members;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
