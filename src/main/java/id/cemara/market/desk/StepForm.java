package id.cemara.market.desk;

import id.cemara.market.ordering.steps.OrderRules;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepInput;
import id.cemara.market.shop.Delivery;
import id.cemara.payment.Party;
import java.util.List;

/// A step's form on a page of the seller.
///
/// @param label the key of its sentence
/// @param reasons to choose from; empty if none are offered
/// @param isUsual whether it is the usual next step, whose button stands out
public record StepForm(OrderStep step, String label, StepInput input, List<String> reasons, boolean isUsual) {

    public StepForm {
        reasons = List.copyOf(reasons);
    }

    /// @param refusals the reasons offered for refusing an order
    static StepForm of(OrderStep step, Delivery delivery, Party by, boolean isUsual, List<String> refusals) {
        boolean isFetched = step == OrderStep.DELIVER && delivery == Delivery.PICKUP;
        return new StepForm(
                step,
                "market.sell.do." + (isFetched ? "fetched" : step.key()),
                OrderRules.input(step, by),
                step == OrderStep.REFUSE ? refusals : List.of(),
                isUsual);
    }

    public boolean asksNothing() {
        return input == StepInput.NONE;
    }

    public boolean asksTrackingNumber() {
        return input == StepInput.TRACKING_NUMBER;
    }

    public boolean needsReason() {
        return input == StepInput.REASON;
    }

    StepForm asking(StepInput another) {
        return new StepForm(step, label, another, reasons, isUsual);
    }
}
