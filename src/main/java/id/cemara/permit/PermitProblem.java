package id.cemara.permit;

import id.cemara.shared.Problem;

/// Why a permit is not kept or changed.
sealed interface PermitProblem extends Problem {

    /// The group has a permit of that number.
    record PermitKnown(String number) implements PermitProblem {}

    /// Replaced and withdrawn permits are not changed.
    record PermitClosed() implements PermitProblem {}
}
