package id.cemara.identity;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry of the audit trail as the current actor may see it.
///
/// @param id grows with time
/// @param actor the user name at that time, or the name of the system's work
/// @param action what was done, such as `group.verified`
/// @param kind what it was done to
/// @param group the group it belongs to; null when it belongs to none
/// @param areaCode where that lies; null when it lies nowhere
/// @param changes fields and how they changed, by name
/// @param erased whether personal values were here that nobody reads any more, because the person's key was destroyed
/// @param reason what the actor gave as the reason; null when none was asked for
/// @param origin the address it came from, or `job`
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

    /// A field that was set or changed.
    ///
    /// @param before null when there was nothing, or when it is hidden
    /// @param after null when there is nothing any more, or when it is hidden
    /// @param hidden whether the values are personal and not for this reader
    public record Field(
            String name, @Nullable String before, @Nullable String after, boolean hidden) {}
}
