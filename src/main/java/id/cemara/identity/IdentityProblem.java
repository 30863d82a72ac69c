package id.cemara.identity;

import id.cemara.shared.Problem;
import java.util.List;
import java.util.Map;

/// What identity says no to.
public sealed interface IdentityProblem extends Problem {

    /// Too many wrong tries in a short time.
    ///
    /// @param seconds how long to wait
    record TooManyWrongTries(long seconds) implements IdentityProblem {

        @Override
        public String code() {
            return "too-many-tries";
        }

        @Override
        public int status() {
            return 429;
        }

        @Override
        public List<Object> arguments() {
            return List.of(seconds);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("retryAfter", seconds);
        }
    }

    /// No form waits for this account any more.
    record KeptFormGone() implements IdentityProblem {

        @Override
        public String code() {
            return "kept-form-gone";
        }

        @Override
        public int status() {
            return 410;
        }
    }

    /// The officer accompanies no place, or no longer.
    record NothingToHandOver() implements IdentityProblem {

        @Override
        public String code() {
            return "nothing-to-hand-over";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// Somebody else accompanies that place in these days.
    ///
    /// @param area its code
    record AreaHasOfficer(String area) implements IdentityProblem {

        @Override
        public String code() {
            return "area-has-officer";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public List<Object> arguments() {
            return List.of(area);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("area", area);
        }
    }

    /// The link was used, ran out, or never was.
    record LinkUsed() implements IdentityProblem {

        @Override
        public String code() {
            return "link-used";
        }

        @Override
        public int status() {
            return 410;
        }
    }

    /// The passkey could not be used, or its proof does not hold.
    record PasskeyRefused() implements IdentityProblem {

        @Override
        public String code() {
            return "passkey-refused";
        }

        @Override
        public int status() {
            return 401;
        }
    }

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
