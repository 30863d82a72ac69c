package id.cemara.registry;

import java.util.UUID;

/// A merge was undone: what it moved goes back.
///
/// @param mergeId the merge
/// @param from the group that goes on by itself again
/// @param into the group it was merged into
public record GroupsUnmerged(UUID mergeId, UUID from, UUID into) {}
