package id.cemara.market.ordering.steps;

import id.cemara.market.OrderStatus;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The facts of an order that decide which steps it can take; see [OrderRules].
///
/// @param expiresAt when the reservation ends; null if it does not end
public record OrderFacts(
        OrderStatus status,
        PaymentMethod method,
        PaymentStatus paid,
        Delivery delivery,
        @Nullable Instant expiresAt) {}
