package id.cemara.registry.groups;

import org.jspecify.annotations.Nullable;

/// A group's facts as typed, from the form or an API request. [GroupDetailsReader] checks them.
///
/// @param name without "kelompok UPPKS"
/// @param village the code of its desa or kelurahan
/// @param sector the key of its main sector
/// @param kind the key of a kind of business in that sector
/// @param secondSector the key of a second sector
/// @param secondKind the key of a kind of business in the second sector
/// @param registeredOn 2020-12-31; if empty, today for a new group, else the recorded day
/// @param phone internal contact
/// @param address street or dusun
/// @param note internal
/// @param reason required to correct the registration date of an existing group
public record GroupRequest(
        @Nullable String name,
        @Nullable String village,
        @Nullable String sector,
        @Nullable String kind,
        @Nullable String secondSector,
        @Nullable String secondKind,
        @Nullable String registeredOn,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String note,
        @Nullable String reason) {}
