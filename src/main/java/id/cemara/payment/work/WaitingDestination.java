package id.cemara.payment.work;

import id.cemara.registry.GroupInScope;

/// A destination that waits, with the group it belongs to.
public record WaitingDestination(Destination destination, GroupInScope group) {}
