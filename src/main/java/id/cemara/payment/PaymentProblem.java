package id.cemara.payment;

import id.cemara.shared.Problem;

/// Why a payment is not opened or changed. Amounts are whole rupiah.
public sealed interface PaymentProblem extends Problem {

    record PaymentMethodNotOffered(
            @Extension @Localized("payment.method") PaymentMethod method) implements PaymentProblem {}

    /// All 999 amounts of open transfers to the group are taken.
    record TransferAmountsTaken() implements PaymentProblem {}

    /// Another open transfer has the amount of this closed one.
    record TransferAmountTaken() implements PaymentProblem {}

    record QrisAmountTooLarge(@Extension long most) implements PaymentProblem {}

    /// It is paid or refunded: nothing more is claimed.
    record PaymentSettled(@Localized("payment.status") PaymentStatus now) implements PaymentProblem {}

    record PaymentNotConfirmed() implements PaymentProblem {}

    /// The group cannot take back what a provider confirmed.
    record PaymentConfirmedByProvider() implements PaymentProblem {}

    /// @param named by the provider
    record PaymentOtherAmount(long expected, long named) implements PaymentProblem {}

    record TooManyPaymentClaims(int most) implements PaymentProblem {}
}
