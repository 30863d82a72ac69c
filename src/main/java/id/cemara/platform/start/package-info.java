/// From an empty directory to a started application: connections and roles, migrations, reference data, sample,
/// and one sentence when it cannot start.
@NullMarked
@NamedInterface("start")
package id.cemara.platform.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
