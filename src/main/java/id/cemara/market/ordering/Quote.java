package id.cemara.market.ordering;

import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The order that a checkout would make for one group, priced now. Nothing is reserved.
///
/// @param whatsapp the group's number, E.164; null if it gave none
record Quote(
        GroupId group,
        String areaCode,
        @Nullable String whatsapp,
        List<Line> lines,
        Money goodsTotal,
        Money deliveryFee) {

    Quote {
        lines = List.copyOf(lines);
    }

    Money total() {
        return goodsTotal.plus(deliveryFee);
    }

    /// A product, summed over all lines that contain it.
    ///
    /// @param position in the order, from 1
    /// @param price of one
    record Line(
            int position,
            ProductId product,
            String slug,
            String name,
            String unit,
            int quantity,
            Money price,
            Money total) {}
}
