package id.cemara.registry;

import java.util.UUID;

/// A group is new, was changed, verified, deactivated or merged. Carries the public facts as they are now, so that
/// listeners keep their own copy; may come twice and late, the facts are then the newer ones.
///
/// @param id the group
/// @param number its number for people
/// @param slug its name in addresses
/// @param name its name
/// @param areaCode where it lies
/// @param place that area's path
/// @param primarySector the key of its main line of business
/// @param isOpen whether it is verified and not deactivated
/// @param formerNames the names of the records that were merged into it, which people still look for;
/// empty when none was
public record GroupChanged(
        UUID id,
        String number,
        String slug,
        String name,
        String areaCode,
        String place,
        String primarySector,
        boolean isOpen,
        String formerNames) {}
