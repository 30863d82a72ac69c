package id.cemara.registry;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member of a group, for who answers for the group.
///
/// @param id the membership
/// @param name the full name
/// @param birthDate null when not known
/// @param phone E.164; null when not known
/// @param nik the last four digits of the NIK behind dots; null when it was never asked for
/// @param familyCard the same of the family card's number
/// @param joinedOn since when
/// @param firstJoinedOn the first day, also in a record that was merged into this one; else the same
/// @param leftOn until when; null while a member
/// @param office what office the member holds now, chair, secretary, treasurer or coordinator; null for none
/// @param version counts the changes of this member
public record Member(
        UUID id,
        String name,
        @Nullable LocalDate birthDate,
        @Nullable String phone,
        @Nullable String nik,
        @Nullable String familyCard,
        LocalDate joinedOn,
        LocalDate firstJoinedOn,
        @Nullable LocalDate leftOn,
        @Nullable String office,
        int version) {

    @Override
    public String toString() {
        return "Member[" + id + "]"; // for logs
    }
}
