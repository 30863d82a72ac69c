package id.cemara.registry;

import java.util.UUID;

/// A group was merged into another. Whoever keeps something by group moves it, keeping in mind what the merge moved:
/// [GroupsUnmerged] may follow.
///
/// @param mergeId the merge
/// @param from the group that is deactivated now
/// @param into the group that goes on
public record GroupsMerged(UUID mergeId, UUID from, UUID into) {}
