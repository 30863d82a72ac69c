/// Stored files, named by the hash of their content, so that equal files are stored once and never change.
/// Pictures are checked by content, stripped of metadata and scaled down.
///
/// Alone may change: the folder `files` of the data directory, and the schema `files` with the folder's
/// mark. Neighbours: [id.cemara.platform], [id.cemara.shared]. Owns the address `/berkas/{hash}`; modules
/// above say by [PublicFiles] what is public there.
@NullMarked
@ApplicationModule(
        displayName = "Files",
        allowedDependencies = {"platform", "platform :: start", "shared"})
package id.cemara.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
