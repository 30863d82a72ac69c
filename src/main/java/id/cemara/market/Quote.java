package id.cemara.market;

import id.cemara.payment.PaymentMethod;
import id.cemara.shared.FieldProblem;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a checkout would cost, before its last step. Nothing is kept for the buyer yet.
///
/// @param problems what stands in its way, by field: `lines[0].quantity`, `delivery.method`, `payment`; an order cannot
/// be placed until there are none. Too little on the shelf is no problem of a field: see [Line#isEnough]
public record Quote(List<Group> groups, List<FieldProblem> problems, long total) {

    public Quote {
        groups = List.copyOf(groups);
        problems = List.copyOf(problems);
    }

    /// The order that would go to one group.
    ///
    /// @param deliveryFee rupiah; null while it cannot be told
    /// @param total goods, and delivery as far as it can be told
    /// @param deliveries how this group lets its goods come to buyers
    /// @param payments how it can be paid
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

    /// So many of a product, summed over the lines that ask for it.
    ///
    /// @param index the first line that asks for it, from 0
    /// @param available how many could be had now; null for what is made to order
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

        /// Whether there is enough at this moment.
        public boolean isEnough() {
            return available == null || quantity <= available;
        }
    }
}
