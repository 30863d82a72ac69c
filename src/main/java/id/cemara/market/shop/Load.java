package id.cemara.market.shop;

/// The weight and volume of a shipment.
///
/// @param grams including packaging
public record Load(long grams, long cubicMillimetres) {

    static final Load NOTHING = new Load(0, 0);

    public Load {
        if (grams < 0 || cubicMillimetres < 0) {
            throw new IllegalArgumentException("a load weighs something");
        }
    }

    /// Adds a quantity of a product.
    ///
    /// @throws ArithmeticException on overflow
    Load plus(int quantity, long gramsEach, long cubicMillimetresEach) {
        return new Load(
                Math.addExact(grams, Math.multiplyExact(quantity, gramsEach)),
                Math.addExact(cubicMillimetres, Math.multiplyExact(quantity, cubicMillimetresEach)));
    }
}
