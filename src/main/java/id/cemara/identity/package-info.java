/// Accounts with their scopes and permissions, log-in and log-out, sessions, tokens and the audit trail.
///
/// Alone may change: the schema `identity`. Neighbours: [id.cemara.area], [id.cemara.exchange],
/// [id.cemara.shell], [id.cemara.platform].
/// Sets the actor of every request.
@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"area", "exchange", "shell", "shell :: forms", "platform", "platform :: start", "shared"
        })
package id.cemara.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
