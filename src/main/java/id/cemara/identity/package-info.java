/// Who people are to the system: accounts, what they answer for, log-in and log-out, sessions.
///
/// Alone may change: the schema `identity`. Neighbours: [id.cemara.area], [id.cemara.shell], [id.cemara.platform].
/// Every request runs as the actor this module finds behind it.
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"area", "shell", "platform", "shared"})
package id.cemara.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
