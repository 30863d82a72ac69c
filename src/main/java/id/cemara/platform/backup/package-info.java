/// One file with everything an installation holds, and the way back from it.
@NullMarked
@NamedInterface("backup")
package id.cemara.platform.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
