/// Tables on their way out: any table the system shows, as CSV or XLSX, with cells that would start a formula escaped.
/// Reading tables and printing documents join it with the modules that need them.
///
/// Alone may change: nothing; it owns no data. Neighbours: [id.cemara.shared].
@NullMarked
@ApplicationModule(displayName = "Exchange", allowedDependencies = "shared")
package id.cemara.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
