/// The few words every module speaks: who acts, where, what can be refused, what a page of a list is.
///
/// Alone may change: nothing; it owns no data. Neighbours: none. Stays tiny and knows no Spring.
@NullMarked
@ApplicationModule(
        displayName = "Shared",
        allowedDependencies = {})
package id.cemara.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
