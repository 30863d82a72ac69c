package id.cemara.payment;

import id.cemara.shared.Money;

/// A provider's verified report about a payment.
///
/// @param provider its key, such as `midtrans`
/// @param outcome paid or refunded
/// @param amount from the provider; must equal the amount to be paid
/// @param refunded the part refunded so far
public record ProviderReport(String provider, Outcome outcome, Money amount, Money refunded) {

    public ProviderReport {
        if (refunded.isMoreThan(amount) || (outcome == Outcome.REFUNDED) != refunded.equals(amount)) {
            throw new IllegalArgumentException(outcome + " with " + refunded + " of " + amount);
        }
    }

    /// A report that the whole amount was paid, or that all of it was refunded.
    public ProviderReport(String provider, Outcome outcome, Money amount) {
        this(provider, outcome, amount, outcome == Outcome.REFUNDED ? amount : Money.ZERO);
    }

    public enum Outcome {
        /// The money arrived and at least a part is still there.
        PAID,
        /// The whole amount was refunded to the buyer.
        REFUNDED
    }
}
