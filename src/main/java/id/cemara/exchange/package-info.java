/// Tables on their way out and in: any table the system shows, as CSV or XLSX, with cells that would start a formula
/// escaped; and files of rows, looked through before anything is kept, previewed, and taken in whole or not at all.
/// Printing documents joins it with the modules that need them.
///
/// Alone may change: the schema `exchange`. Neighbours: [id.cemara.shell], [id.cemara.platform], [id.cemara.shared].
/// Owns the pages `/kerja/impor`. Modules above contribute [ImportKind].
@NullMarked
@ApplicationModule(
        displayName = "Exchange",
        allowedDependencies = {"shell", "platform", "shared"})
package id.cemara.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
