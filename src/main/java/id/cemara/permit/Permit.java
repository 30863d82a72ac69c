package id.cemara.permit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A permit.
///
/// @param number normalised
/// @param isOtherFormat whether the number deviates from its kind's usual format
/// @param holder personal data: null if unknown or if the actor may not see it
/// @param issuedOn null if unknown
/// @param expiresOn the last valid day; null if it does not expire
/// @param recordedOn the day it was entered
/// @param replacedBy the id of its successor; null if it has none
/// @param withdrawnOn null unless it was withdrawn
/// @param withdrawnWhy null unless it was withdrawn, or if the actor may not see it
/// @param fileHash of the scanned document; null if there is none
/// @param fileType `application/pdf` or `image/jpeg`; null without a document
/// @param version for optimistic locking
/// @param state as of today
public record Permit(
        UUID id,
        PermitKind kind,
        String number,
        boolean isOtherFormat,
        @Nullable String holder,
        @Nullable LocalDate issuedOn,
        @Nullable LocalDate expiresOn,
        LocalDate recordedOn,
        @Nullable UUID replacedBy,
        @Nullable LocalDate withdrawnOn,
        @Nullable String withdrawnWhy,
        @Nullable String fileHash,
        @Nullable String fileType,
        int version,
        PermitState state) {

    /// Whether it is neither replaced nor withdrawn. It may have expired.
    public boolean isCurrent() {
        return replacedBy == null && withdrawnOn == null;
    }

    /// Whether it needs renewal: it is current and has expired.
    public boolean hasEnded() {
        return isCurrent() && state == PermitState.EXPIRED;
    }

    /// Whether it needs renewal soon.
    public boolean isEnding() {
        return isCurrent() && state == PermitState.EXPIRING;
    }

    /// Days until the last valid day, negative after it; null if it does not expire.
    public @Nullable Long daysLeft(LocalDate today) {
        return expiresOn == null ? null : ChronoUnit.DAYS.between(today, expiresOn);
    }
}
