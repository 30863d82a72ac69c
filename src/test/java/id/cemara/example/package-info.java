/// A model for adding a module: messages from anybody to a group. It is part of the tests; its beans exist
/// only in the Spring profile `example`.
///
/// Alone may change: the schema `example`. Neighbours: [id.cemara.registry], [id.cemara.statistics],
/// [id.cemara.shell]. Announces, in place of the registry: [GroupAnnounced].
@NullMarked
@ApplicationModule(
        displayName = "Example",
        allowedDependencies = {"registry", "registry :: ties", "registry :: directory", "statistics", "shell", "shared"
        })
package id.cemara.example;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
