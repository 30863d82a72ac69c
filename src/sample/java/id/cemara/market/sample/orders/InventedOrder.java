package id.cemara.market.sample.orders;

import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An order that nobody placed, with the way it went.
///
/// @param tokenHash null for one that the group wrote down itself; nobody has the token of the others
/// @param courier null when none brings it
/// @param digits what a transfer has on top
/// @param promisedWeek the Monday of the week that makes it; null when all is ready
record InventedOrder(
        String code,
        SampleShop shop,
        Buyers.Buyer buyer,
        @Nullable String tokenHash,
        PaymentMethod method,
        Delivery delivery,
        @Nullable String courier,
        @Nullable String tracking,
        long fee,
        int digits,
        List<Line> lines,
        @Nullable LocalDate promisedWeek,
        @Nullable String note,
        Course course) {

    record Line(Ware ware, int quantity) {

        long total() {
            return ware.price(quantity) * quantity;
        }
    }

    UUID id() {
        return uuid("order");
    }

    UUID uuid(String what) {
        return UUID.nameUUIDFromBytes(("sample " + what + " " + code).getBytes(StandardCharsets.UTF_8));
    }

    long goods() {
        return lines.stream().mapToLong(Line::total).sum();
    }
}
