/// Groups as offices keep them: registered, reviewed, corrected, and what their officers propose to change.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Groups",
        allowedDependencies = {"area", "identity", "identity :: audit", "registry", "registry :: ties", "shared"})
package id.cemara.registry.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
