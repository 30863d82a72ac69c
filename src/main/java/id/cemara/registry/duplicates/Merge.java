package id.cemara.registry.duplicates;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One merge.
///
/// @param id the merge
/// @param fromGroup the group that was deactivated
/// @param from its number
/// @param fromName its name
/// @param intoGroup the group that goes on
/// @param into its number
/// @param intoName its name
/// @param reason why
/// @param fromBeginning whether the closed record was one too many from the beginning; else the merge
/// holds from its day on
/// @param mergedAt when
/// @param undoneAt when it was undone; null while it holds
public record Merge(
        UUID id,
        UUID fromGroup,
        String from,
        String fromName,
        UUID intoGroup,
        String into,
        String intoName,
        String reason,
        boolean fromBeginning,
        Instant mergedAt,
        @Nullable Instant undoneAt) {}
