package id.cemara.registry.sample;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is decided about a group before its details are invented, because it has to add up over all groups.
///
/// @param ordinal its place among all groups; chooses the details
/// @param members open memberships on every day since [GroupInventor#COUNTED_SINCE]
/// @param known what the report tells about this group; null for a wholly invented one
record GroupOutline(
        long ordinal,
        String number,
        String slug,
        String name,
        Village village,
        LocalDate registeredOn,
        SectorPair sectors,
        int members,
        @Nullable KnownGroup known) {}
