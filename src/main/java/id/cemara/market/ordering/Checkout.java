package id.cemara.market.ordering;

import id.cemara.market.shop.DeliveryChoice;
import id.cemara.payment.PaymentMethod;
import java.util.List;

/// A validated checkout. It becomes one order for each group.
public record Checkout(List<Line> lines, Buyer buyer, DeliveryChoice delivery, PaymentMethod payment) {

    public static final int MOST_LINES = 100;

    public Checkout {
        lines = List.copyOf(lines);
    }

    /// A line. The same product may appear in several lines; they are summed.
    ///
    /// @param product its slug
    public record Line(String product, int quantity) {}
}
