package id.cemara.permit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A permit as who answers for the group sees it.
///
/// @param kind what it is
/// @param number in one spelling
/// @param isOtherFormat whether the number has another form than its kind usually has
/// @param holder whose name is on it; null when nobody said, and for everybody else
/// @param issuedOn the day it was given; null when nobody said
/// @param expiresOn the last day it counts; null when it has no end
/// @param recordedOn the day it was written down here
/// @param replacedBy the newer one; null while it is the newest
/// @param withdrawnOn the day it was taken off; null while it was not
/// @param withdrawnWhy why
/// @param fileHash the paper; null when none was sent
/// @param fileType `application/pdf` or `image/jpeg`
/// @param version grows with each change
/// @param state how it stands today
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

    /// Whether it is neither replaced nor withdrawn, whatever the calendar says.
    public boolean isCurrent() {
        return replacedBy == null && withdrawnOn == null;
    }

    /// Days until the last day it counts; null when it has no end.
    public @Nullable Long daysLeft(LocalDate today) {
        return expiresOn == null ? null : ChronoUnit.DAYS.between(today, expiresOn);
    }
}
