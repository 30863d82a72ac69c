/// Tables as files. Export: any table the system shows as CSV or XLSX, with formula injection prevented.
/// Import: files of rows are validated before anything is stored, previewed, and imported in one
/// transaction.
///
/// Alone may change: the schema `exchange`. Neighbours: [id.cemara.shell], [id.cemara.platform],
/// [id.cemara.shared]. Owns the pages `/kerja/impor`. Modules above contribute [ImportKind] and print their
/// documents themselves.
@NullMarked
@ApplicationModule(
        displayName = "Exchange",
        allowedDependencies = {"shell", "platform", "platform :: jobs", "shared"})
package id.cemara.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
