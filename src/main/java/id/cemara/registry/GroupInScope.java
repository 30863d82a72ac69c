package id.cemara.registry;

import id.cemara.identity.audit.AuditEntry;
import id.cemara.shared.GroupId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Current state of a group in the actor's scope.
///
/// @param slug its name in URLs
/// @param place the path of its area
/// @param approval draft, submitted, returned or verified
/// @param verifiedOn the day of its first verification; null if it never was verified
/// @param deactivatedOn null while it is active
/// @param version for optimistic locking
public record GroupInScope(
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
        int version) {

    /// Whether it is verified and active.
    public boolean isVerified() {
        return state().equals("verified");
    }

    /// The approval, or `deactivated`.
    public String state() {
        return deactivatedOn != null ? "deactivated" : approval;
    }

    /// The start of an audit entry about something of this group.
    ///
    /// @param kind of the subject: `member`, `group`, `permit`, …
    public AuditEntry entry(String action, String kind, UUID subject) {
        return AuditEntry.of(action, kind, subject, areaCode, id);
    }
}
