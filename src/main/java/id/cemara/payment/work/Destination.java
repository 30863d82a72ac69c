package id.cemara.payment.work;

import id.cemara.payment.BankAccount;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a group's money goes, as who answers for the group sees it.
///
/// @param payload the text of the QRIS code; null of an account
/// @param merchantName the name a buyer's bank will show; null of an account
/// @param nmid its number in the national repository; null of an account
/// @param city as the code says; null of an account
/// @param account the bank account; null of a code
/// @param sentBy who sent it in
/// @param sentByMe whether that is who looks now
/// @param checkedAt when it was looked at; null while it was not
/// @param checkedBy who did
/// @param why why it was rejected or withdrawn
/// @param elsewhere with how many other groups the same code or account counts or waits
/// @param version grows with each change
public record Destination(
        UUID id,
        UUID group,
        DestinationKind kind,
        DestinationState state,
        @Nullable String payload,
        @Nullable String merchantName,
        @Nullable String nmid,
        @Nullable String city,
        @Nullable BankAccount account,
        OffsetDateTime sentAt,
        String sentBy,
        boolean sentByMe,
        @Nullable OffsetDateTime checkedAt,
        @Nullable String checkedBy,
        @Nullable String why,
        long elsewhere,
        int version) {

    /// Whether it counts, or is to be looked at.
    public boolean isCurrent() {
        return switch (state) {
            case WAITING, VERIFIED -> true;
            case REJECTED, REPLACED, WITHDRAWN -> false;
        };
    }

    /// Without what is in it.
    @Override
    public String toString() {
        return "Destination[" + id + "]";
    }
}
