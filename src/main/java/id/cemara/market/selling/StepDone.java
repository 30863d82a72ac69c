package id.cemara.market.selling;

import id.cemara.market.OrderView;

/// The step that was just taken, for a message that offers to undo it.
public record StepDone(OrderView order, boolean canUndo) {}
