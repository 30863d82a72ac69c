package id.cemara.payment;

import java.util.UUID;

/// The payment methods of a group may have changed: see [Payments#methodsOf].
public record PaymentWaysChanged(UUID group) {}
