package id.cemara.market.ordering;

import id.cemara.market.shop.Delivery;
import id.cemara.payment.PaymentMethod;
import id.cemara.shared.FieldProblem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A priced checkout before it is placed. Nothing is reserved.
///
/// @param problems what prevents the orders from being placed, by field: `lines[0].quantity`,
/// `delivery.method`, `payment`. Insufficient stock is not among them: see [Line#isEnough]
public record Quote(List<Group> groups, List<FieldProblem> problems, long total) {

    public Quote {
        groups = List.copyOf(groups);
        problems = List.copyOf(problems);
    }

    /// The order that one group would get.
    ///
    /// @param deliveryFee rupiah; null if it cannot be computed
    /// @param total rupiah for goods, and for delivery if its fee is known
    /// @param deliveries the delivery methods that the group offers
    /// @param payments the payment methods that the group offers
    public record Group(
            UUID group,
            String name,
            String slug,
            String areaCode,
            List<Line> lines,
            long goodsTotal,
            @Nullable Long deliveryFee,
            long total,
            Set<Delivery> deliveries,
            Set<PaymentMethod> payments,
            boolean takesInstitutions) {

        public Group {
            lines = List.copyOf(lines);
            deliveries = Set.copyOf(deliveries);
            payments = Set.copyOf(payments);
        }
    }

    /// A product, summed over all lines that contain it.
    ///
    /// @param index the first line that contains it, from 0
    /// @param available how many are free now; null if made to order
    public record Line(
            int index,
            UUID product,
            String slug,
            String name,
            String unit,
            int quantity,
            long unitPrice,
            long total,
            @Nullable Integer available,
            int minQuantity,
            @Nullable Integer maxQuantity,
            int leadDays) {

        /// Whether enough is free at this moment. Always true if made to order.
        public boolean isEnough() {
            return available == null || quantity <= available;
        }
    }
}
