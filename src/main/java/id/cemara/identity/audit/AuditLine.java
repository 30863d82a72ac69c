package id.cemara.identity.audit;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An audit entry as the current actor may see it.
///
/// @param id ascending in time
/// @param actor the user name at that time, or the name of the system actor
/// @param action such as `group.verified`
/// @param kind of the subject
/// @param group the group concerned; null for none
/// @param areaCode its area; null for none
/// @param changes changed fields by name
/// @param erased whether personal values became unreadable because the person's key was destroyed
/// @param reason given by the actor; null when none was required
/// @param origin the client's address, or `job`
public record AuditLine(
        long id,
        OffsetDateTime at,
        String actor,
        String action,
        String kind,
        UUID subject,
        @Nullable UUID group,
        @Nullable String areaCode,
        List<Field> changes,
        boolean erased,
        @Nullable String reason,
        String origin) {

    public AuditLine {
        changes = List.copyOf(changes);
    }

    /// A changed field.
    ///
    /// @param before null when there was no value or it is hidden
    /// @param after null when there is no value or it is hidden
    /// @param hidden whether the values are personal and not visible to this reader
    public record Field(
            String name, @Nullable String before, @Nullable String after, boolean hidden) {}
}
