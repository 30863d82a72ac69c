package id.cemara.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a buyer owes a group for one order.
///
/// @param id made by the caller
/// @param reference the order's code
/// @param areaCode where the group lies
/// @param amount what the order costs, in whole rupiah, at least 1
/// @param tokenHash of the token the buyer holds; null for an order the group wrote down itself
/// @param expiresAt until when it should be paid; null without end
public record PaymentRequest(
        UUID id,
        String reference,
        UUID group,
        String areaCode,
        PaymentMethod method,
        long amount,
        @Nullable String tokenHash,
        @Nullable Instant expiresAt) {}
