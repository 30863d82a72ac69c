/// Groups that move to another kabupaten: one office proposes, the other accepts.
///
/// Alone may change: `registry.moves`, and through it where a group lies. A part of the registry. What other modules
/// keep by area follows by foreign keys.
@NullMarked
package id.cemara.registry.moves;

import org.jspecify.annotations.NullMarked;
