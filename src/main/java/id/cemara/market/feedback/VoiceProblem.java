package id.cemara.market.feedback;

import id.cemara.shared.Problem;

/// Why a complaint or a review is not kept.
public sealed interface VoiceProblem extends Problem {

    /// The order has an open complaint.
    record ComplaintKnown() implements VoiceProblem {}

    /// A solved complaint is not changed.
    record ComplaintSolved() implements VoiceProblem {}

    record ComplaintFull(int most) implements VoiceProblem {}

    /// Reviews are about goods that arrived.
    record ReviewNotDelivered() implements VoiceProblem {}

    /// This product of this order has a review.
    record ReviewKnown() implements VoiceProblem {}

    /// Sellers do not review themselves.
    record ReviewOwn(String groupName) implements VoiceProblem {}
}
