package id.cemara.registry.ties;

import id.cemara.shared.GroupId;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/// A merge of two records of one group, or its reversal.
///
/// @param id the merge
/// @param from the group that is closed
/// @param fromArea its current area code
/// @param into the surviving group
/// @param intoArea its current area code
/// @param on the day of the merge
/// @param fromBeginning true if the two were always one group, so past figures are corrected; false if the
/// merge counts from its day on
/// @param at the time of the merge
public record GroupMerge(
        UUID id,
        GroupId from,
        String fromArea,
        GroupId into,
        String intoArea,
        LocalDate on,
        boolean fromBeginning,
        OffsetDateTime at) {}
