package id.cemara.permit;

import id.cemara.shared.Problem;
import java.util.List;

/// Why a permit is not kept or changed.
sealed interface PermitProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// The group has this permit already.
    ///
    /// @param number of the permit that is there
    record PermitKnown(String number) implements PermitProblem {

        @Override
        public String code() {
            return "permit-known";
        }

        @Override
        public List<Object> arguments() {
            return List.of(number);
        }
    }

    /// A permit that was replaced or withdrawn stays as it was.
    record PermitClosed() implements PermitProblem {

        @Override
        public String code() {
            return "permit-closed";
        }
    }
}
