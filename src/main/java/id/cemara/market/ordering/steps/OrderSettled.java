package id.cemara.market.ordering.steps;

import id.cemara.payment.Party;
import id.cemara.shared.OrderId;

/// A dispute between buyer and group was settled. Published inside the transaction that writes it.
///
/// @param words what they agreed
public record OrderSettled(OrderId order, Party by, String words) {

    /// Omits what they agreed, for logs.
    @Override
    public String toString() {
        return "OrderSettled[" + order + " " + by + "]";
    }
}
