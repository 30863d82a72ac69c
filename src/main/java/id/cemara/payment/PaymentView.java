package id.cemara.payment;

import id.cemara.shared.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment as the buyer, the group and the offices see it.
///
/// @param reference the order's code
/// @param amount to pay, including a transfer's unique digits
/// @param due the order's total
/// @param qris the text of the QRIS code with amount and reference; null for other methods, when nothing is
///     to be paid any more, and while the group's code is not valid
/// @param merchantName the name that the buyer's bank will show; null without a code
/// @param nmid the merchant's number in the national repository; null without a code
/// @param account the account to transfer to; null under the same conditions as `qris`
/// @param refunded the refunded part; the whole amount once the status is refunded
/// @param claims oldest first
/// @param confirmedAt when it was confirmed as paid; null otherwise
/// @param refundedAt when it was refunded in full; null otherwise
/// @param version incremented by each change
public record PaymentView(
        UUID id,
        String reference,
        PaymentMethod method,
        PaymentStatus status,
        Money amount,
        Money due,
        Money refunded,
        @Nullable String qris,
        @Nullable String merchantName,
        @Nullable String nmid,
        @Nullable BankAccount account,
        List<Claim> claims,
        @Nullable Instant confirmedAt,
        @Nullable Instant refundedAt,
        int version) {

    public PaymentView {
        claims = List.copyOf(claims);
    }
}
