package id.cemara.registry;

import org.jspecify.annotations.Nullable;

/// What somebody says about a member, as typed: the fields of the form, and of a program's request.
///
/// @param name the full name, one field: single names and titles are normal
/// @param birthDate 1985-05-12
/// @param phone many share a family's phone
/// @param nik 16 digits; when a member is changed, empty keeps the number that is there
/// @param familyCard 16 digits; when a member is changed, empty keeps the number that is there
/// @param joinedOn 2020-12-31; today when nothing is said
public record MemberRequest(
        @Nullable String name,
        @Nullable String birthDate,
        @Nullable String phone,
        @Nullable String nik,
        @Nullable String familyCard,
        @Nullable String joinedOn) {}
