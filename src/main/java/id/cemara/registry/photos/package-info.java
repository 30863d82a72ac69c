/// Pictures of groups: stored through [id.cemara.files.Pictures], shown on the group's pages.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Photos",
        allowedDependencies = {"files", "identity", "identity :: audit", "registry", "shared", "shell", "shell :: forms"
        })
package id.cemara.registry.photos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
