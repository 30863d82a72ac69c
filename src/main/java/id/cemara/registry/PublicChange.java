package id.cemara.registry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A public fact of a verified group that an officer changed.
///
/// @param group the group's number
/// @param groupName its name now
/// @param fact name, place or sectors
/// @param before what the office knew: a name, a path, or lines of business such as `home-industry/chips`
/// @param after what everybody sees now
/// @param changedBy the user name of the officer
/// @param state open, confirmed, taken-back or settled
/// @param version counts its changes
/// @param reason why it was taken back; null when nobody said
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
        @Nullable String reason) {}
