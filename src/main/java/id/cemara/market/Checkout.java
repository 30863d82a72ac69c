package id.cemara.market;

import id.cemara.payment.PaymentMethod;
import java.util.List;

/// What somebody wants to buy; one order for each group comes of it.
public record Checkout(List<Line> lines, Buyer buyer, DeliveryChoice delivery, PaymentMethod payment) {

    /// The most lines a checkout has.
    public static final int MOST_LINES = 100;

    public Checkout {
        lines = List.copyOf(lines);
    }

    /// So many of a product. The same product may come twice: it counts by its sum.
    ///
    /// @param product its slug
    public record Line(String product, int quantity) {}
}
