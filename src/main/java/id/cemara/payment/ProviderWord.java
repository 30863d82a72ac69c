package id.cemara.payment;

/// What a payment provider says of a payment, after its signature was checked.
///
/// @param provider its key, such as `midtrans`
/// @param outcome what it says
/// @param amount in whole rupiah, as the provider says; must be what was to be paid
public record ProviderWord(String provider, Outcome outcome, long amount) {

    /// What became of the money.
    public enum Outcome {
        /// It is there.
        PAID,
        /// It went back to the buyer.
        REFUNDED
    }
}
