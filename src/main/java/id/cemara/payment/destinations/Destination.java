package id.cemara.payment.destinations;

import id.cemara.payment.BankAccount;
import id.cemara.shared.GroupId;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A destination of a group's money (QRIS code or bank account), as the responsible people see it.
///
/// @param payload the text of the QRIS code; null for an account
/// @param merchantName the name that a buyer's bank will show; null for an account
/// @param nmid the number in the national repository; null for an account
/// @param city from the code; null for an account
/// @param account the bank account; null for a code
/// @param sentBy who submitted it
/// @param sentByMe whether the current actor submitted it
/// @param checkedAt when it was checked; null before
/// @param checkedBy who checked it
/// @param why the reason of a rejection or withdrawal
/// @param elsewhere the number of other groups with the same code or account, verified or waiting
/// @param version incremented by each change
public record Destination(
        UUID id,
        GroupId group,
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

    /// Whether it is verified or waiting.
    public boolean isCurrent() {
        return switch (state) {
            case WAITING, VERIFIED -> true;
            case REJECTED, REPLACED, WITHDRAWN -> false;
        };
    }

    public boolean isWaiting() {
        return state == DestinationState.WAITING;
    }

    /// Whether an actor who checks destinations may check this one: never an own submission.
    public boolean mayBeChecked(boolean mayCheck) {
        return mayCheck && isWaiting() && !sentByMe;
    }

    /// Whether an actor who sells may withdraw it.
    public boolean mayBeWithdrawn(boolean maySell) {
        return maySell && isCurrent();
    }

    /// The account's number: whole for a current account and who sells, else masked.
    public @Nullable String number(boolean maySell) {
        if (account == null) {
            return null;
        }
        return maySell && isCurrent() ? account.spaced() : account.masked();
    }

    /// Without its content.
    @Override
    public String toString() {
        return "Destination[" + id + "]";
    }
}
