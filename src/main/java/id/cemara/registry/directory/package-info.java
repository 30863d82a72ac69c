/// The public directory of groups: search, facets, profiles and their API.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Directory",
        allowedDependencies = {"area", "exchange", "platform", "registry", "registry.measures", "shared", "shell"})
package id.cemara.registry.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
