package id.cemara.registry.members;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member of a group, with personal data.
///
/// @param id of the membership
/// @param birthDate null if unknown
/// @param phone E.164; null if unknown
/// @param nik masked: only the last four digits; null if it was never recorded
/// @param familyCard masked like the NIK; null if it was never recorded
/// @param firstJoinedOn the first day in this group or in a record merged into it
/// @param leftOn the first day no longer a member; null for a current member
/// @param office chair, secretary, treasurer or coordinator; null for none
/// @param version for optimistic locking
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
        return "Member[" + id + "]"; // keeps personal data out of logs
    }
}
