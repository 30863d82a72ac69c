package id.cemara.payment.gateway;

import id.cemara.shared.Problem;

/// Why a payment provider is not asked, or its message not accepted.
sealed interface GatewayProblem extends Problem {

    /// Not turned on here, or not for this group.
    @Status(503)
    record GatewayOff() implements GatewayProblem {}

    /// No answer, or an error.
    @Status(502)
    record GatewayUnreachable() implements GatewayProblem {}

    /// It is paid or refunded, or the order has ended.
    record NothingToPay() implements GatewayProblem {}

    @Status(400)
    record MalformedMessage() implements GatewayProblem {}

    @Status(413)
    record MessageTooLarge() implements GatewayProblem {}

    @Status(403)
    record WrongSignature() implements GatewayProblem {}

    /// Somebody has looked at it already.
    record LookDone() implements GatewayProblem {}
}
