package id.cemara.registry;

import org.jspecify.annotations.Nullable;

/// What somebody says about a group, as typed: the fields of the form, and of a program's request. See [GroupDetails].
///
/// @param name without "kelompok UPPKS"
/// @param village the code of its desa or kelurahan
/// @param sector the key of its main line
/// @param kind the key of a finer kind of that line
/// @param secondSector the key of another line
/// @param secondKind the key of a finer kind of that
/// @param registeredOn when it was registered, 2020-12-31; when nothing is said today, or the day that was told before
/// @param phone for the office to call
/// @param address street or dusun
/// @param note for the office
/// @param reason why the day of registration is corrected, when a group is changed; else empty
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
