package id.cemara.identity;

import id.cemara.shared.Problem;

/// What identity says no to.
public sealed interface IdentityProblem extends Problem {

    /// The name and the password do not belong together; which of them is wrong is not told.
    record WrongCredentials() implements IdentityProblem {

        @Override
        public String code() {
            return "wrong-credentials";
        }

        @Override
        public int status() {
            return 401;
        }
    }
}
