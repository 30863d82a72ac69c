/// What every request passes before a controller sees it: strict heads, bounded bodies, the valve that bounds load,
/// the check of the origin, cache rules and ETags.
@NullMarked
package id.cemara.shell.requests;

import org.jspecify.annotations.NullMarked;
