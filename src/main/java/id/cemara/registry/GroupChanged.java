package id.cemara.registry;

import id.cemara.shared.GroupId;

/// A group was created, changed, verified, deactivated or merged. Carries the public facts at the time of
/// publication, for listeners that keep a copy. May arrive late or twice; it then carries the newer facts.
///
/// @param slug its name in URLs
/// @param place the path of its area
/// @param primarySector the key of its main sector
/// @param isOpen verified and not deactivated
/// @param formerNames the names of the records that were merged into it, still searched for; empty if none
public record GroupChanged(
        GroupId id,
        String number,
        String slug,
        String name,
        String areaCode,
        String place,
        String primarySector,
        boolean isOpen,
        String formerNames) {}
