package id.cemara.market;

/// What one buyer who has nothing open yet can buy of a product in one order, of all its limits together.
///
/// @param available how much is free now, of the shelf or of the weeks an order may be spread over
/// @param share the most that one buyer may hold in orders that the group has not confirmed yet
/// @param atLeast the smallest order
/// @param most the largest order; 0 when nothing can be bought
public record Buyable(int available, int share, int atLeast, int most) {

    /// Nothing can be bought although something is there: two limits have nothing between them.
    public boolean isBlocked() {
        return most == 0 && available > 0;
    }

    /// How much of what is there one buyer gets, the smallest order left aside.
    public int atMost() {
        return Math.min(available, share);
    }
}
