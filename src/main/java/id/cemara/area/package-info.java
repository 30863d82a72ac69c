/// The administrative areas of Indonesia: which there are, what lies in what, how they are searched and drawn.
///
/// Alone may change: the schema `area`. Neighbours: [id.cemara.shell], [id.cemara.exchange], [id.cemara.platform].
/// Owns the page `/wilayah/{code}`, which modules above fill with sections for [AreaPage].
@NullMarked
@ApplicationModule(
        displayName = "Area",
        allowedDependencies = {"exchange", "shell", "platform", "shared"})
package id.cemara.area;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
