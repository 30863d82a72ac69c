package id.cemara.market.selling;

import id.cemara.market.OrderView;

/// What was just done, so that it can be taken back.
public record StepDone(OrderView order, boolean canUndo) {}
