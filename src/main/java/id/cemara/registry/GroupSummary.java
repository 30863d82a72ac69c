package id.cemara.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A group as lists show it: public facts, as they are today.
///
/// @param id the group
/// @param number its number for people, "17.07-0012"
/// @param slug its name in addresses
/// @param name its name
/// @param areaCode the area it lies in, its village where known
/// @param place that area's path, "Taba Anyar, Lebong Selatan, Lebong"
/// @param primarySector the key of its main line of business
/// @param sectors the keys of all its lines, the main one first
/// @param stage the key of its stage
/// @param isAssessed whether somebody assessed it; every group begins at the first stage
/// @param status the key of its operating status
/// @param members its open memberships
/// @param registeredOn the day it was registered
public record GroupSummary(
        UUID id,
        String number,
        String slug,
        String name,
        String areaCode,
        String place,
        String primarySector,
        List<String> sectors,
        String stage,
        boolean isAssessed,
        String status,
        int members,
        LocalDate registeredOn) {

    public GroupSummary {
        sectors = List.copyOf(sectors);
    }

    /// The name of the area itself, the first step of its path.
    public String areaName() {
        int comma = place.indexOf(", ");
        return comma < 0 ? place : place.substring(0, comma);
    }
}
