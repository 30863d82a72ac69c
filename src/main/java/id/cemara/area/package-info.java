/// The administrative areas of Indonesia: hierarchy, search and maps.
///
/// Alone may change: the schema `area`. Neighbours: [id.cemara.shell], [id.cemara.exchange],
/// [id.cemara.platform]. Owns the page `/wilayah/{code}`; modules above add sections to it by [AreaPage].
@NullMarked
@ApplicationModule(
        displayName = "Area",
        allowedDependencies = {"exchange", "shell", "platform", "platform :: start", "shared"})
package id.cemara.area;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
