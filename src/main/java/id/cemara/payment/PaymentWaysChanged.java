package id.cemara.payment;

import java.util.UUID;

/// The ways in which a group can be paid may be others now: see [Payments#methodsOf].
public record PaymentWaysChanged(UUID group) {}
