package id.cemara.payment.destinations;

import id.cemara.registry.GroupInScope;

/// A waiting destination with its group.
public record WaitingDestination(Destination destination, GroupInScope group) {}
