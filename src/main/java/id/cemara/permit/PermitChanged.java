package id.cemara.permit;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A permit of a group is new, was corrected, replaced or withdrawn. Public facts only.
///
/// @param permit the permit
/// @param version grows with each change of it, so that a late event is known as such
/// @param group whose it is
/// @param areaCode where the group lies
/// @param kind what it is
/// @param number its number
/// @param validUntil the last day it counts; null when it has no end
/// @param isCurrent whether it is neither replaced nor withdrawn
public record PermitChanged(
        UUID permit,
        int version,
        UUID group,
        String areaCode,
        PermitKind kind,
        String number,
        @Nullable LocalDate validUntil,
        boolean isCurrent) {}
