package id.cemara.market.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What a buyer without open orders can buy of a product in one order, over all limits.
///
/// @param available packs free now: stock that is not reserved, or the capacity left in the weeks that an
/// order may be spread over
/// @param share the most that one buyer may hold in orders that the group has not confirmed yet
/// @param atLeast the smallest order
/// @param most the largest order; 0 when nothing can be bought
/// @param obstacle why the product cannot be ordered at all, however much is there: `payment` or `delivery`
/// if the group has no way to be paid or to hand over, `weight` if only couriers deliver and the product
/// has no weight, `too-heavy` if they do not carry its smallest order, `amount` if that costs more than the
/// group can be paid at once; null if there is no obstacle
public record Buyable(
        int available,
        int share,
        int atLeast,
        int most,
        @Nullable String obstacle) {

    /// Reads a row of `market.buyable`; other columns beside it are ignored.
    public static Buyable read(ResultSet row) throws SQLException {
        return new Buyable(
                row.getInt("available"),
                row.getInt("share"),
                row.getInt("at_least"),
                row.getInt("most"),
                row.getString("obstacle"));
    }

    /// Whether stock is left but no quantity is allowed, because the smallest order exceeds the buyer's
    /// share or what is left.
    public boolean isBlocked() {
        return obstacle == null && most == 0 && available > 0;
    }

    /// The most one buyer may have of what is free, ignoring the smallest order.
    public int atMost() {
        return Math.min(available, share);
    }
}
