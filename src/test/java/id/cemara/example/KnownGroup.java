package id.cemara.example;

import java.util.UUID;

/// This module's copy of a group.
///
/// @param slug the group's name in addresses
/// @param areaCode the group's area
record KnownGroup(UUID id, String slug, String name, String areaCode) {}
