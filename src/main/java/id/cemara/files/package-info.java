/// Stored files, each under the hash of its content, so that the same file is kept once and never changes.
///
/// Alone may change: the folder `files` of the data directory. Neighbours: [id.cemara.platform], [id.cemara.shared].
@NullMarked
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {"platform", "shared"})
package id.cemara.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
