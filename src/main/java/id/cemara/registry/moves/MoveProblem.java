package id.cemara.registry.moves;

import id.cemara.shared.Problem;

/// Why a move is not proposed or decided.
sealed interface MoveProblem extends Problem {

    /// Only verified, active groups move.
    record MoveNotVerified() implements MoveProblem {}

    /// Another proposal for this group waits.
    record MoveAlreadyProposed() implements MoveProblem {}

    /// Nobody at the new place could accept it.
    record MoveNoOffice(String place) implements MoveProblem {}

    /// It was accepted, refused or withdrawn already.
    record MoveDecided() implements MoveProblem {}

    /// The group was closed or moved since, or its place changed on a later day.
    record MoveOvertaken() implements MoveProblem {}
}
