/// The pages under `/kerja/kelompok` and the writing part of the API. Contains no business rules.
@NullMarked
@ApplicationModule(
        displayName = "Registry: Desk",
        allowedDependencies = {
            "area",
            "exchange",
            "identity",
            "identity :: accounts",
            "identity :: audit",
            "platform",
            "registry",
            "registry.duplicates",
            "registry.groups",
            "registry.members",
            "shared",
            "shell",
            "shell :: forms"
        })
package id.cemara.registry.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
