package id.cemara.identity.accounts;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A current or past scope of an account.
///
/// @param areaCode the area, `*` for the whole country; null for a group or an agency
/// @param validTo the first day on which it is no longer valid; null for no end
public record ScopeLine(
        UUID id,
        @Nullable String areaCode,
        @Nullable UUID groupId,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {

    public boolean isOpen(LocalDate today) {
        return validTo == null || validTo.isAfter(today);
    }
}
