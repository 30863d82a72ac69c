/// Groups, their members, areas and lines of business.
///
/// Alone may change: the schema `registry`. Neighbours: [id.cemara.area], [id.cemara.identity],
/// [id.cemara.statistics], [id.cemara.exchange], [id.cemara.shell], [id.cemara.platform]. Owns the pages
/// `/kelompok` and `/kelompok/{slug}`; modules above add sections to the latter by [GroupPage]. Announces:
/// [GroupChanged], [GroupsChanged]. In a merge, modules above move their own rows by [GroupTies].
@NullMarked
@ApplicationModule(
        displayName = "Registry",
        allowedDependencies = {
            "area",
            "identity",
            "identity :: audit",
            "identity :: accounts",
            "statistics",
            "files",
            "exchange",
            "shell",
            "shell :: forms",
            "shell :: errors",
            "platform",
            "platform :: start",
            "platform :: jobs",
            "shared"
        })
package id.cemara.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
