package id.cemara.registry;

import id.cemara.shared.GroupId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group's public facts.
///
/// @param slug its name in URLs
/// @param place the path of its area
/// @param approval draft, submitted, returned or verified
/// @param verifiedOn the day of its first verification; null if it never was verified
/// @param deactivatedOn null while it is active
/// @param sectors its lines of business, the main one first
/// @param stage the key of its stage; null for a record without one
/// @param isAssessed false for the first stage, which every group has from its registration
/// @param status the key of its operating status
/// @param statusCause a key of [GroupStatuses#CAUSES]; null if none was given
/// @param members the number of open memberships
/// @param officers the current ones
/// @param history newest first
public record GroupProfile(
        GroupId id,
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

    /// Whether it is active and not verified.
    public boolean isUnverified() {
        return deactivatedOn == null && !approval.equals("verified");
    }

    /// The cause of its status; null if there is none to show, see [Event#hasCauseToTell].
    public @Nullable String causeToTell() {
        return hasCauseToTell(status, statusCause) ? statusCause : null;
    }

    /// "Recovering" is not a consequence of its cause, so there it is left out.
    private static boolean hasCauseToTell(String status, @Nullable String cause) {
        return cause != null && !OperatingStatus.RECOVERING.key().equals(status);
    }

    /// A line of business.
    ///
    /// @param sector the key of its sector
    /// @param kindId the kind of business in Indonesian; null if none was given
    /// @param kindEn the same in English
    /// @param isPrimary whether it is the main line
    public record Line(
            String sector,
            @Nullable String kindId,
            @Nullable String kindEn,
            boolean isPrimary) {}

    /// A current officer.
    ///
    /// @param office chair, secretary, treasurer or coordinator
    /// @param name null without the officer's consent
    public record Officer(String office, @Nullable String name, LocalDate startedOn) {}

    /// An entry of the group's history.
    ///
    /// @param what registered, verified, deactivated, stage or status
    /// @param value the key of the new stage or status; empty otherwise
    /// @param cause a key; null if none was given
    public record Event(
            LocalDate on,
            String what,
            String value,
            @Nullable String cause) {

        /// Whether to show the cause.
        public boolean hasCauseToTell() {
            return GroupProfile.hasCauseToTell(value, cause);
        }
    }
}
