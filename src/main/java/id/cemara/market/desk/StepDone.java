package id.cemara.market.desk;

import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.steps.OrderStep;

/// The step that was just taken, for a message that offers to undo it.
public record StepDone(OrderView order, boolean canUndo) {

    public OrderStep undo() {
        return OrderStep.UNDO;
    }
}
