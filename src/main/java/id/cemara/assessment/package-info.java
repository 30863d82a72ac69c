/// Assessment of a group's stage by versioned rubrics stored as data: criteria, answers with evidence,
/// signature, and the gaps to the next stage.
///
/// Alone may change: the schema `assessment`. Neighbours: [id.cemara.registry], whose stage it sets,
/// [id.cemara.identity], [id.cemara.shell], [id.cemara.platform].
@NullMarked
@ApplicationModule(
        displayName = "Assessment",
        allowedDependencies = {
            "registry",
            "registry :: ties",
            "identity",
            "identity :: audit",
            "shell",
            "shell :: forms",
            "platform",
            "platform :: start",
            "shared"
        })
package id.cemara.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
