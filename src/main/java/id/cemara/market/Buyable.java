package id.cemara.market;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What one buyer who has nothing open yet can buy of a product in one order, of all its limits together.
///
/// @param available how much is free now, of the shelf or of the weeks an order may be spread over
/// @param share the most that one buyer may hold in orders that the group has not confirmed yet
/// @param atLeast the smallest order
/// @param most the largest order; 0 when nothing can be bought
/// @param obstacle why nobody can order it whatever is there: payment or delivery when its group has no way to be
/// paid or to hand over, weight when only couriers bring it and nobody weighed it; null when nothing stands in the way
public record Buyable(
        int available,
        int share,
        int atLeast,
        int most,
        @Nullable String obstacle) {

    /// A row of `market.buyable`, whose columns may stand among others.
    public static Buyable read(ResultSet row) throws SQLException {
        return new Buyable(
                row.getInt("available"),
                row.getInt("share"),
                row.getInt("at_least"),
                row.getInt("most"),
                row.getString("obstacle"));
    }

    /// Nothing can be bought although something is there: two limits have nothing between them.
    public boolean isBlocked() {
        return obstacle == null && most == 0 && available > 0;
    }

    /// How much of what is there one buyer gets, the smallest order left aside.
    public int atMost() {
        return Math.min(available, share);
    }
}
