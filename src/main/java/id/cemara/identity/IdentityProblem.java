package id.cemara.identity;

import id.cemara.shared.Problem;

/// What identity refuses.
public sealed interface IdentityProblem extends Problem {

    /// Which of name and password is wrong is not told.
    @Status(401)
    record WrongCredentials() implements IdentityProblem {}

    @Status(401)
    record PasskeyRefused() implements IdentityProblem {}

    @Status(429)
    record TooManyTries(@Extension("retryAfter") long seconds) implements IdentityProblem {}

    /// The link was used, has expired, or never existed.
    @Status(410)
    record LinkUsed() implements IdentityProblem {}

    @Status(410)
    record KeptFormGone() implements IdentityProblem {}

    /// The officer is assigned to no area.
    record NothingToHandOver() implements IdentityProblem {}

    /// Another officer is assigned to that area in an overlapping period.
    record AreaHasOfficer(@Extension String area) implements IdentityProblem {}
}
