/// Who people are to the system: accounts, what they answer for and may do, log-in and log-out, sessions,
/// tokens, the audit trail.
///
/// Alone may change: the schema `identity`. Neighbours: [id.cemara.area], [id.cemara.exchange],
/// [id.cemara.shell], [id.cemara.platform].
/// Every request runs as the actor this module finds behind it.
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"area", "exchange", "shell", "platform", "shared"})
package id.cemara.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
