package id.cemara.permit;

import id.cemara.shared.GroupId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A permit was added, corrected, replaced or withdrawn. Contains public facts only.
///
/// @param version increases with each change, so a listener can ignore a stale event
/// @param areaCode the group's area
/// @param validUntil the last valid day; null if it does not expire
/// @param isCurrent neither replaced nor withdrawn
public record PermitChanged(
        UUID permit,
        int version,
        GroupId group,
        String areaCode,
        PermitKind kind,
        String number,
        @Nullable LocalDate validUntil,
        boolean isCurrent) {}
