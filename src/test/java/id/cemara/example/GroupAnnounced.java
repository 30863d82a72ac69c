package id.cemara.example;

import java.util.UUID;

/// A group was registered or changed. Carries ids and public facts, no personal data.
///
/// @param version incremented by each change of the group, so that listeners recognise stale events
/// @param slug the group's name in addresses
/// @param areaCode the group's area
public record GroupAnnounced(UUID group, long version, String slug, String name, String areaCode) {}
