/// Groups that look like one, and the merging of those that are.
///
/// Alone may change: `registry.duplicate_cases`, `registry.merges` and `registry.merge_steps`. A part of the
/// registry, so that it may read and move what belongs to groups; what other modules keep they move themselves, in
/// [id.cemara.registry.GroupTies].
@NullMarked
package id.cemara.registry.duplicates;

import org.jspecify.annotations.NullMarked;
