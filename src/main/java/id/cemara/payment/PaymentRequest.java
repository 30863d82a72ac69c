package id.cemara.payment;

import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The payment that a buyer owes a group for one order.
///
/// @param id chosen by the caller
/// @param reference the order's code
/// @param areaCode the group's area
/// @param amount the order's total, at least 1 rupiah
/// @param tokenHash of the buyer's token; null for an order recorded by the group
/// @param expiresAt when it should be paid; null for no limit
public record PaymentRequest(
        UUID id,
        String reference,
        GroupId group,
        String areaCode,
        PaymentMethod method,
        Money amount,
        @Nullable String tokenHash,
        @Nullable Instant expiresAt) {}
