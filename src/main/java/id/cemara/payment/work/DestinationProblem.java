package id.cemara.payment.work;

import id.cemara.shared.Problem;

/// Why a destination is not kept or changed.
sealed interface DestinationProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// It counts already, or waits already.
    record DestinationKnown() implements DestinationProblem {

        @Override
        public String code() {
            return "payment-destination-known";
        }
    }

    /// It was decided already.
    record DestinationDecided() implements DestinationProblem {

        @Override
        public String code() {
            return "payment-destination-decided";
        }
    }

    /// Who sent it in does not decide about it.
    record OwnDestination() implements DestinationProblem {

        @Override
        public String code() {
            return "payment-destination-own";
        }
    }

    /// No code was found in the picture.
    record NoCodeInPicture() implements DestinationProblem {

        @Override
        public String code() {
            return "no-code-in-picture";
        }

        @Override
        public int status() {
            return 422;
        }
    }
}
