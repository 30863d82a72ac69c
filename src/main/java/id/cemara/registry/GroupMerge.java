package id.cemara.registry;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/// Two records of one group that become one, or two again.
///
/// @param id the merge
/// @param from the group that is closed
/// @param fromArea where it lies now
/// @param into the group that goes on
/// @param intoArea where it lies now
/// @param on the day of the merge
/// @param fromBeginning whether the two were one from the beginning, so that past figures are corrected; else the merge
/// holds from its day on
/// @param at the moment of the merge
public record GroupMerge(
        UUID id,
        UUID from,
        String fromArea,
        UUID into,
        String intoArea,
        LocalDate on,
        boolean fromBeginning,
        OffsetDateTime at) {}
