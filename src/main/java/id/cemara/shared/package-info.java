/// The basic types of every module: actor, area code, money, refusal, page of a list.
///
/// Alone may change: nothing; it owns no data. Neighbours: none. Stays tiny and knows no Spring.
@NullMarked
@ApplicationModule(
        displayName = "Shared",
        allowedDependencies = {})
package id.cemara.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
