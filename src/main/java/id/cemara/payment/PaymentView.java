package id.cemara.payment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment as the buyer, the group and who answers for it see it.
///
/// @param reference the order's code
/// @param amount to pay, in whole rupiah; a transfer's unique digits included
/// @param due what the order costs, in whole rupiah
/// @param qris the text of the code to pay by, with amount and reference in it; null when it is not paid that way, when
///     nothing is to be paid any more, and while the group's code does not count
/// @param merchantName whose name the buyer's bank will show; null without a code
/// @param nmid the merchant's number in the national repository; null without a code
/// @param account where to transfer; null as `qris`
/// @param refunded how much of it went back, in whole rupiah: all of it once it is refunded
/// @param claims what was claimed, the oldest first
/// @param confirmedAt since when it is paid; null while it is not
/// @param refundedAt since when the money is back; null while it is not
/// @param version grows with each change
public record PaymentView(
        UUID id,
        String reference,
        PaymentMethod method,
        PaymentStatus status,
        long amount,
        long due,
        long refunded,
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
