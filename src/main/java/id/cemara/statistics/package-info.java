/// Statistics: measures, published figures with their sources, and comparisons between them.
///
/// Alone may change: the schema `statistics`. Neighbours: [id.cemara.area], [id.cemara.identity],
/// [id.cemara.shell], [id.cemara.exchange], [id.cemara.platform]. Modules above contribute [Measure] and
/// [Dimension]; this module runs no SQL on their schemas and does not know what a sector is.
@NullMarked
@ApplicationModule(
        displayName = "Statistics",
        allowedDependencies = {
            "area",
            "identity",
            "identity :: audit",
            "exchange",
            "shell",
            "platform",
            "platform :: start",
            "shared"
        })
package id.cemara.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
