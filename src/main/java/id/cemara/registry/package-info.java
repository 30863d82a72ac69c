/// The groups, their members and where and in what they work.
///
/// Alone may change: the schema `registry`. Neighbours: [id.cemara.area], [id.cemara.identity],
/// [id.cemara.statistics], [id.cemara.exchange], [id.cemara.shell], [id.cemara.platform]. Owns the pages
/// `/kelompok` and `/kelompok/{slug}`; modules above fill the latter with sections for [GroupPage]. Announces:
/// [GroupChanged], [GroupsChanged]. Modules above say in [GroupTies] what a merge does with what they keep by group.
@NullMarked
@ApplicationModule(
        displayName = "Registry",
        allowedDependencies = {"area", "identity", "statistics", "files", "exchange", "shell", "platform", "shared"})
package id.cemara.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
