/// The public home page and the start page of the work space, composed from contributions of other modules.
///
/// Alone may change: nothing; it owns no data. Neighbours: every public module below it.
@NullMarked
@ApplicationModule(
        displayName = "Home",
        allowedDependencies = {"registry", "statistics", "identity", "area", "shell", "platform", "shared"})
package id.cemara.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
