package id.cemara.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an account answers for, or did.
///
/// @param areaCode an area, `*` for the whole country; null when it is a group or an agency
/// @param validTo the first day it no longer holds; null while there is no end
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
