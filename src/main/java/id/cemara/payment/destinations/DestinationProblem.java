package id.cemara.payment.destinations;

import id.cemara.shared.Problem;

/// Why a destination is not kept or changed.
sealed interface DestinationProblem extends Problem {

    /// It is in use or waits for a decision.
    record PaymentDestinationKnown() implements DestinationProblem {}

    record PaymentDestinationDecided() implements DestinationProblem {}

    /// Nobody decides about what they sent in.
    record PaymentDestinationOwn() implements DestinationProblem {}

    @Status(422)
    record NoCodeInPicture() implements DestinationProblem {}
}
