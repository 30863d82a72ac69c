/// What statistics count in the registry.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Measures",
        allowedDependencies = {"registry", "shared", "statistics"})
package id.cemara.registry.measures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
