package id.cemara.payment;

import id.cemara.shared.Problem;
import id.cemara.shared.RequestProblem.MessageKey;
import java.util.List;
import java.util.Map;

/// Why a payment is not opened or changed.
public sealed interface PaymentProblem extends Problem {

    @Override
    default int status() {
        return 409;
    }

    /// The group cannot be paid that way now.
    record MethodNotOffered(PaymentMethod method) implements PaymentProblem {

        @Override
        public String code() {
            return "payment-method-not-offered";
        }

        @Override
        public List<Object> arguments() {
            return List.of(new MessageKey("payment.method." + method.key()));
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("method", method.key());
        }
    }

    /// All 999 amounts of open transfers to the group are taken.
    record TransferAmountsTaken() implements PaymentProblem {

        @Override
        public String code() {
            return "transfer-amounts-taken";
        }
    }

    /// The amount of a transfer that was closed belongs to another open one by now.
    record TransferAmountTaken() implements PaymentProblem {

        @Override
        public String code() {
            return "transfer-amount-taken";
        }
    }

    /// More than one payment by QRIS may be.
    ///
    /// @param most in whole rupiah
    record QrisAmountTooLarge(long most) implements PaymentProblem {

        @Override
        public String code() {
            return "qris-amount-too-large";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }

        @Override
        public Map<String, Object> members() {
            return Map.of("most", most);
        }
    }

    /// It is paid, or the money went back: nothing more is claimed.
    record PaymentSettled(PaymentStatus now) implements PaymentProblem {

        @Override
        public String code() {
            return "payment-settled";
        }

        @Override
        public List<Object> arguments() {
            return List.of(new MessageKey("payment.status." + now.key()));
        }
    }

    /// Only what was confirmed can be taken back or refunded.
    record PaymentNotConfirmed() implements PaymentProblem {

        @Override
        public String code() {
            return "payment-not-confirmed";
        }
    }

    /// What a provider confirmed is not for the group to take back.
    record ConfirmedByProvider() implements PaymentProblem {

        @Override
        public String code() {
            return "payment-confirmed-by-provider";
        }
    }

    /// The provider names another amount than was to be paid.
    record OtherAmount(long expected, long named) implements PaymentProblem {

        @Override
        public String code() {
            return "payment-other-amount";
        }

        @Override
        public List<Object> arguments() {
            return List.of(expected, named);
        }
    }

    /// More was claimed than anybody will look through.
    record TooManyClaims(int most) implements PaymentProblem {

        @Override
        public String code() {
            return "too-many-payment-claims";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }
}
