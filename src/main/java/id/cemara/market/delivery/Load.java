package id.cemara.market.delivery;

/// What is sent together.
///
/// @param grams what it weighs, packaging included
/// @param cubicMillimetres the room it takes
public record Load(long grams, long cubicMillimetres) {

    static final Load NOTHING = new Load(0, 0);

    public Load {
        if (grams < 0 || cubicMillimetres < 0) {
            throw new IllegalArgumentException("a load weighs something");
        }
    }

    /// This and so many more of a thing.
    ///
    /// @throws ArithmeticException when it is more than numbers hold, which no shop sends
    Load plus(int quantity, long gramsEach, long cubicMillimetresEach) {
        return new Load(
                Math.addExact(grams, Math.multiplyExact(quantity, gramsEach)),
                Math.addExact(cubicMillimetres, Math.multiplyExact(quantity, cubicMillimetresEach)));
    }
}
