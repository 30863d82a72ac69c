/// How far a group has come, by a versioned rubric kept as data: what was asked, what was answered with which evidence,
/// who signed, and what is missing for the next stage.
///
/// Alone may change: the schema `assessment`. Neighbours: [id.cemara.registry], where it sets the stage,
/// [id.cemara.identity], [id.cemara.shell], [id.cemara.platform].
@NullMarked
@ApplicationModule(
        displayName = "Assessment",
        allowedDependencies = {"registry", "identity", "shell", "platform", "shared"})
package id.cemara.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
