package id.cemara.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of a payment.
///
/// @param step opened, claimed, denied, confirmed, taken-back, refunded, partly-refunded, closed or
///     reopened
/// @param byWhom buyer, group, office, provider or system
/// @param why the reason; null when none is required
public record PaymentChange(
        Instant at,
        String step,
        PaymentStatus to,
        String byWhom,
        @Nullable String why) {}
