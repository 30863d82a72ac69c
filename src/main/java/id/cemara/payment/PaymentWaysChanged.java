package id.cemara.payment;

import id.cemara.shared.GroupId;

/// The payment methods of a group may have changed: see [Payments#methodsOf].
public record PaymentWaysChanged(GroupId group) {}
