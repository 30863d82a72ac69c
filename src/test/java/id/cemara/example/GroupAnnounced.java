package id.cemara.example;

import java.util.UUID;

/// A group is new or has changed. Carries ids and the public facts a listener needs, never a person's.
///
/// @param group the group
/// @param version grows with each change of the group, so that a late event is known as such
/// @param slug its name in addresses
/// @param name its name
/// @param areaCode the area it lies in
public record GroupAnnounced(UUID group, long version, String slug, String name, String areaCode) {}
