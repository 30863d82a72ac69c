/// Invents groups: the Bengkulu sample that adds up to the report of 2020, and the same kind of data at any size for
/// measuring. Nobody real is among them.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Sample",
        allowedDependencies = {
            "area",
            "identity",
            "platform",
            "platform :: start",
            "registry",
            "registry.members",
            "shared"
        })
package id.cemara.registry.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
