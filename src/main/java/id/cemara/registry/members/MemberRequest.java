package id.cemara.registry.members;

import org.jspecify.annotations.Nullable;

/// A member's facts as typed, from the form or an API request. [MemberDetails#read] checks them.
///
/// @param name a single name is normal, so first and last name are one field
/// @param birthDate 1985-05-12
/// @param phone not unique: families share a phone
/// @param nik 16 digits; empty keeps the recorded one
/// @param familyCard 16 digits; empty keeps the recorded one
/// @param joinedOn 2020-12-31; today if empty
public record MemberRequest(
        @Nullable String name,
        @Nullable String birthDate,
        @Nullable String phone,
        @Nullable String nik,
        @Nullable String familyCard,
        @Nullable String joinedOn) {}
