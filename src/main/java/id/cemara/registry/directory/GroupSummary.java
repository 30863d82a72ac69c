package id.cemara.registry.directory;

import id.cemara.registry.OperatingStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// A group in a list: its public facts as of today.
///
/// @param number "17.07-0012"
/// @param slug its name in URLs
/// @param areaCode its village, or a larger area if the village is unknown
/// @param place the path of its area, "Taba Anyar, Lebong Selatan, Lebong"
/// @param primarySector the key of its main sector
/// @param sectors the keys of all its sectors, the main one first
/// @param stage the key of its stage
/// @param isAssessed false for the first stage, which every group has from its registration
/// @param status the key of its operating status
/// @param members the number of open memberships
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

    /// Whether its status is worth a word.
    public boolean hasUnusualStatus() {
        return !OperatingStatus.NORMAL.key().equals(status);
    }

    /// The area's own name, without its ancestors.
    public String areaName() {
        int comma = place.indexOf(", ");
        return comma < 0 ? place : place.substring(0, comma);
    }
}
