/// The module that shows how a module is added: messages that anybody may send to a group. It lives among the
/// tests, and its beans exist only in the Spring profile `example`.
///
/// Alone may change: the schema `example`. Neighbours: [id.cemara.registry], [id.cemara.statistics],
/// [id.cemara.shell]. Announces, in place of the registry: [GroupAnnounced].
@NullMarked
@ApplicationModule(
        displayName = "Example",
        allowedDependencies = {"registry", "statistics", "shell", "shared"})
package id.cemara.example;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
