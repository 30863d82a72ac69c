package id.cemara.market.cart;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What somebody wants to buy and has not ordered yet. Lives in the buyer's browser alone, see
/// [CartCookie].
///
/// @param lines each product once, in the order they were put in
/// @param generation one word from when something is put into an empty cart until some of it is ordered, by
/// which a page that was opened before that is told from this one; empty while nothing is in it
public record Cart(List<Line> lines, String generation) {

    /// The most products a cart holds.
    public static final int MOST_LINES = 50;

    /// The most of one product.
    public static final int MOST_QUANTITY = 99_999;

    static final int GENERATION_LENGTH = 8;

    /// Nothing.
    public static final Cart EMPTY = new Cart(List.of(), "");

    public Cart {
        lines = List.copyOf(lines);
    }

    /// So many of a product.
    ///
    /// @param price what one cost when the buyer last saw it, in rupiah
    public record Line(UUID product, int quantity, long price) {}

    /// Whether there is room for one more product.
    boolean isFull() {
        return lines.size() >= MOST_LINES;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /// Whether this is the cart that a page shows, more or less full: since then none of it was ordered, and it was not
    /// emptied.
    boolean isStill(Cart shown) {
        return !isEmpty() && generation.equals(shown.generation);
    }

    /// How many of that product are in it.
    int quantityOf(UUID product) {
        return lines.stream()
                .filter(line -> line.product().equals(product))
                .mapToInt(Line::quantity)
                .sum();
    }

    /// This with so many of that product, at its place or at the end; 0 takes it out.
    ///
    /// @throws IllegalStateException when it is full
    Cart with(UUID product, int quantity, long price) {
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

    /// This without those products.
    Cart without(List<UUID> products) {
        return new Cart(
                lines.stream()
                        .filter(line -> !products.contains(line.product()))
                        .toList(),
                generation);
    }

    /// What is left once that was ordered: this less those quantities, when it is the same cart. When something was
    /// ordered from it since, here or in another tab, all that is in it was put in later and stays.
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
