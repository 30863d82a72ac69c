package id.cemara.registry.duplicates;

import id.cemara.shared.GroupId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A merge of two groups.
///
/// @param fromGroup the closed group
/// @param from its number
/// @param intoGroup the surviving group
/// @param into its number
/// @param fromBeginning true if both were always one group; false if the merge counts from its day on
/// @param undoneAt the time of the reversal; null while the merge is in force
public record Merge(
        UUID id,
        GroupId fromGroup,
        String from,
        String fromName,
        GroupId intoGroup,
        String into,
        String intoName,
        String reason,
        boolean fromBeginning,
        Instant mergedAt,
        @Nullable Instant undoneAt) {}
