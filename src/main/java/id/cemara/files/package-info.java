/// Stored files, each under the hash of its content, so that the same file is kept once and never changes. Pictures are
/// checked by their content, stripped of all but their pixels and made small on the way in.
///
/// Alone may change: the folder `files` of the data directory, and the schema `files`, which knows that folder by its
/// mark. Neighbours: [id.cemara.platform], [id.cemara.shared].
/// Owns the address `/berkas/{hash}`; modules above say by [PublicFiles] what may be seen there.
@NullMarked
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {"platform", "shared"})
package id.cemara.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
