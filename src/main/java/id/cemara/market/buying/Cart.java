package id.cemara.market.buying;

import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A cart. Stored only in the buyer's browser, see [CartCookie].
///
/// @param lines each product once, in the order they were added
/// @param generation identifies the cart from the first product put into an empty one until some of it is
/// ordered, so that a page opened earlier can be recognised as stale; empty if the cart is empty
public record Cart(List<Line> lines, String generation) {

    public static final int MOST_LINES = 50;

    /// The most of one product.
    public static final int MOST_QUANTITY = 99_999;

    static final int GENERATION_LENGTH = 8;

    public static final Cart EMPTY = new Cart(List.of(), "");

    public Cart {
        lines = List.copyOf(lines);
    }

    /// A product in the cart.
    ///
    /// @param price of one when the buyer last saw it
    public record Line(ProductId product, int quantity, Money price) {}

    /// Whether no further product fits.
    boolean isFull() {
        return lines.size() >= MOST_LINES;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Whether the page's cart is the same generation: nothing was ordered from it since, and it was not
    /// emptied. Products and quantities may differ.
    boolean isStill(Cart shown) {
        return !isEmpty() && generation.equals(shown.generation);
    }

    /// The quantity of that product, 0 if it is not in the cart.
    int quantityOf(ProductId product) {
        return lines.stream()
                .filter(line -> line.product().equals(product))
                .mapToInt(Line::quantity)
                .sum();
    }

    /// A copy with that quantity of the product, at its present position or at the end; 0 removes it. More
    /// than the limit becomes the limit.
    ///
    /// @throws IllegalStateException if it is a further product and the cart is full
    Cart with(ProductId product, int quantity, Money price) {
        List<Line> changed = new ArrayList<>();
        boolean found = false;
        for (Line line : lines) {
            if (!line.product().equals(product)) {
                changed.add(line);
            } else {
                found = true;
                if (quantity > 0) {
                    changed.add(new Line(product, Math.min(quantity, MOST_QUANTITY), price));
                }
            }
        }
        if (!found && quantity > 0) {
            if (isFull()) {
                throw new IllegalStateException("a full cart");
            }
            changed.add(new Line(product, Math.min(quantity, MOST_QUANTITY), price));
        }
        return new Cart(changed, generation.isEmpty() ? newGeneration() : generation);
    }

    /// A copy without those products.
    Cart without(List<ProductId> products) {
        return new Cart(
                lines.stream()
                        .filter(line -> !products.contains(line.product()))
                        .toList(),
                generation);
    }

    /// What is left after ordering: this cart less the ordered quantities, as a new generation. If the
    /// generations differ, something was ordered since (here or in another tab), so that everything in this
    /// cart was added later and stays.
    Cart after(Cart ordered) {
        if (!generation.equals(ordered.generation)) {
            return this;
        }
        List<Line> left = lines.stream()
                .map(line ->
                        new Line(line.product(), line.quantity() - ordered.quantityOf(line.product()), line.price()))
                .filter(line -> line.quantity() > 0)
                .toList();
        return left.isEmpty() ? EMPTY : new Cart(left, newGeneration());
    }

    private static String newGeneration() {
        return UUID.randomUUID().toString().substring(0, GENERATION_LENGTH);
    }
}
