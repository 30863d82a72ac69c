/// Groups that look like one, and the merging of those that are.
///
/// Alone may change: `registry.duplicate_cases`, `registry.merges` and `registry.merge_steps`. A part of the
/// registry, so that it may read and move what belongs to groups; announces [id.cemara.registry.GroupsMerged] and
/// [id.cemara.registry.GroupsUnmerged].
@NullMarked
package id.cemara.registry.duplicates;

import org.jspecify.annotations.NullMarked;
