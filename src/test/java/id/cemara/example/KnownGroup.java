package id.cemara.example;

import java.util.UUID;

/// What this module keeps of a group.
///
/// @param id the group
/// @param slug its name in addresses
/// @param name its name
/// @param areaCode the area it lies in
record KnownGroup(UUID id, String slug, String name, String areaCode) {}
