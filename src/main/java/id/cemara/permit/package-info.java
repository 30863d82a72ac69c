/// Permits a group needs for selling: NIB, P-IRT, halal, brand and MD. Numbers, validity, alarms before they
/// expire, and the suggested next step. Gives hints and says whom to ask; never decides what a group needs.
///
/// Alone may change: the schema `permit`. Neighbours: [id.cemara.registry], [id.cemara.statistics],
/// [id.cemara.identity], [id.cemara.area], [id.cemara.exchange], [id.cemara.files], [id.cemara.shell],
/// [id.cemara.platform]. Announces: [PermitChanged].
@NullMarked
@ApplicationModule(
        displayName = "Permit",
        allowedDependencies = {
            "registry",
            "registry :: ties",
            "statistics",
            "identity",
            "identity :: audit",
            "area",
            "exchange",
            "files",
            "shell",
            "shell :: forms",
            "platform",
            "platform :: start",
            "shared"
        })
package id.cemara.permit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
