package id.cemara.payment;

/// What a payment provider says of a payment, after its signature was checked.
///
/// @param provider its key, such as `midtrans`
/// @param outcome what it says
/// @param amount in whole rupiah, as the provider says; must be what was to be paid
/// @param refunded how much of that went back so far
public record ProviderWord(String provider, Outcome outcome, long amount, long refunded) {

    public ProviderWord {
        if (refunded < 0 || refunded > amount || (outcome == Outcome.REFUNDED) != (refunded == amount)) {
            throw new IllegalArgumentException(outcome + " with " + refunded + " of " + amount);
        }
    }

    /// That all of it is there, or all of it went back.
    public ProviderWord(String provider, Outcome outcome, long amount) {
        this(provider, outcome, amount, outcome == Outcome.REFUNDED ? amount : 0);
    }

    /// What became of the money.
    public enum Outcome {
        /// It is there, all of it or a part.
        PAID,
        /// All of it went back to the buyer.
        REFUNDED
    }
}
