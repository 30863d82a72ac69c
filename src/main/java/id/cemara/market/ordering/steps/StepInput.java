package id.cemara.market.ordering.steps;

/// What a form asks for with a step.
public enum StepInput {
    NONE,
    /// A remark, which may be left out.
    REMARK,
    REASON,
    /// The courier's tracking number, which may be left out.
    TRACKING_NUMBER
}
