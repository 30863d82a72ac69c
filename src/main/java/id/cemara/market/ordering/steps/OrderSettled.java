package id.cemara.market.ordering.steps;

import id.cemara.payment.Party;
import java.util.UUID;

/// A dispute between buyer and group was settled. Published inside the transaction that writes it.
///
/// @param words what they agreed
public record OrderSettled(UUID order, Party by, String words) {

    /// Omits what they agreed, for logs.
    @Override
    public String toString() {
        return "OrderSettled[" + order + " " + by + "]";
    }
}
