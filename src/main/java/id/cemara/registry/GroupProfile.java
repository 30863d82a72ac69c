package id.cemara.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What anybody may know about a group.
///
/// @param id the group
/// @param number its number for people
/// @param slug its name in addresses
/// @param name its name
/// @param areaCode the area it lies in
/// @param place that area's path
/// @param approval draft, submitted, returned or verified
/// @param registeredOn the day it was registered
/// @param verifiedOn the day it was first verified; null when it never was
/// @param deactivatedOn the day it was deactivated; null while it is active
/// @param sectors what it works in, the main line first
/// @param stage the key of its stage; null in a record that has none
/// @param isAssessed whether somebody assessed it; every group begins at the first stage
/// @param status the key of its operating status
/// @param statusCause why, as a key; null when there is no need to say
/// @param members its open memberships
/// @param officers who holds an office now
/// @param history what happened, newest first
public record GroupProfile(
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
        List<Line> sectors,
        @Nullable String stage,
        boolean isAssessed,
        String status,
        @Nullable String statusCause,
        int members,
        List<Officer> officers,
        List<Event> history) {

    public GroupProfile {
        sectors = List.copyOf(sectors);
        officers = List.copyOf(officers);
        history = List.copyOf(history);
    }

    /// A line of business.
    ///
    /// @param sector the key of its sector
    /// @param kindId the finer kind in Indonesian; null when none was named
    /// @param kindEn the same in English
    /// @param isPrimary whether it is the main line
    public record Line(
            String sector,
            @Nullable String kindId,
            @Nullable String kindEn,
            boolean isPrimary) {}

    /// Who holds an office.
    ///
    /// @param office chair, secretary, treasurer or coordinator
    /// @param name as its owner agreed to show it; null without consent
    /// @param startedOn since when
    public record Officer(String office, @Nullable String name, LocalDate startedOn) {}

    /// Something that happened to the group.
    ///
    /// @param on the day
    /// @param what registered, verified, deactivated, stage or status
    /// @param value the key of the new stage or status; empty otherwise
    /// @param cause why, as a key; null when not said
    public record Event(
            LocalDate on,
            String what,
            String value,
            @Nullable String cause) {

        /// Whether its cause explains it. Recovery is from a cause, not because of it.
        public boolean hasCauseToTell() {
            return cause != null && !OperatingStatus.RECOVERING.key().equals(value);
        }
    }
}
