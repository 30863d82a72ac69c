package id.cemara.registry;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group that the actor answers for, as it is at the moment.
///
/// @param id the group
/// @param number its number
/// @param slug its name in addresses
/// @param name its name
/// @param areaCode where it lies
/// @param place that area's path
/// @param approval draft, submitted, returned or verified
/// @param registeredOn since when it is registered
/// @param verifiedOn the day it was first verified; null when it never was
/// @param deactivatedOn the day it was deactivated; null while it is active
/// @param version counts its changes
public record GroupInScope(
        UUID id,
        String number,
        String slug,
        String name,
        String areaCode,
        String place,
        String approval,
        LocalDate registeredOn,
        @Nullable LocalDate verifiedOn,
        @Nullable LocalDate deactivatedOn,
        int version) {

    /// Its approval, or `deactivated`.
    public String state() {
        return deactivatedOn != null ? "deactivated" : approval;
    }
}
