package id.cemara.payment;

/// A provider's verified report about a payment.
///
/// @param provider its key, such as `midtrans`
/// @param outcome paid or refunded
/// @param amount in whole rupiah, from the provider; must equal the amount to be paid
/// @param refunded the part refunded so far, in whole rupiah
public record ProviderReport(String provider, Outcome outcome, long amount, long refunded) {

    public ProviderReport {
        if (refunded < 0 || refunded > amount || (outcome == Outcome.REFUNDED) != (refunded == amount)) {
            throw new IllegalArgumentException(outcome + " with " + refunded + " of " + amount);
        }
    }

    /// A report that the whole amount was paid, or that all of it was refunded.
    public ProviderReport(String provider, Outcome outcome, long amount) {
        this(provider, outcome, amount, outcome == Outcome.REFUNDED ? amount : 0);
    }

    public enum Outcome {
        /// The money arrived and at least a part is still there.
        PAID,
        /// The whole amount was refunded to the buyer.
        REFUNDED
    }
}
