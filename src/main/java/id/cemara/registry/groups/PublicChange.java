package id.cemara.registry.groups;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change to a public fact of a verified group, which the kabupaten reviews after publication.
///
/// @param group the group's number
/// @param groupName its current name
/// @param fact name, place or sectors
/// @param before the value last confirmed: a name, a path, or lines of business such as
/// `home-industry/chips`
/// @param after the published value
/// @param changedBy the user name of the officer
/// @param state open, confirmed, taken-back or settled
/// @param version for optimistic locking
/// @param reason why it was taken back; null if none was given
public record PublicChange(
        UUID id,
        String group,
        String groupName,
        String fact,
        String before,
        String after,
        Instant changedAt,
        String changedBy,
        String state,
        int version,
        @Nullable String reason) {

    @JsonIgnore
    public boolean isOpen() {
        return state.equals("open");
    }
}
