package id.cemara.market.cart;

import id.cemara.market.Buyable;
import id.cemara.market.DeliveryFees.Parcel;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is in a cart as it is sold at this moment, by group, and what changed since it was put there.
///
/// @param groups those whose products are in it, in the order of the cart
/// @param gone what is not sold any more
public record Basket(List<Group> groups, List<Gone> gone) {

    public Basket {
        groups = List.copyOf(groups);
        gone = List.copyOf(gone);
    }

    /// What is bought of one group: one order.
    ///
    /// @param total of the goods, in rupiah
    public record Group(UUID id, String name, String slug, List<Item> items, long total) {

        public Group {
            items = List.copyOf(items);
        }

        /// This without what waits.
        Group ordered() {
            List<Item> left = items.stream().filter(item -> !item.isAside()).toList();
            return new Group(
                    id, name, slug, left, left.stream().mapToLong(Item::total).sum());
        }

        /// What would be carried.
        List<Parcel> parcels() {
            return items.stream().map(Item::parcel).toList();
        }
    }

    /// So many of a product.
    ///
    /// @param unitPrice what one costs when so many are bought, in rupiah
    /// @param listPrice what one costs in the smallest order
    /// @param seenPrice what one cost when the buyer last looked
    /// @param limits what one buyer can buy of it now
    /// @param max null when there is no limit
    /// @param isTooHeavy whether only couriers bring it, and all that is bought of its group is more than
    /// they carry
    /// @param leadDays days until it can be ready; 0 from the shelf
    public record Item(
            UUID product,
            String slug,
            String name,
            String unit,
            int quantity,
            long unitPrice,
            long listPrice,
            long seenPrice,
            long total,
            Buyable limits,
            @Nullable Integer max,
            boolean isTooHeavy,
            int leadDays,
            Parcel parcel) {

        /// Whether the price is another than the buyer saw.
        public boolean isPriceNew() {
            return listPrice != seenPrice;
        }

        Item tooHeavy() {
            return new Item(
                    product, slug, name, unit, quantity, unitPrice, listPrice, seenPrice, total, limits, max, true,
                    leadDays, parcel);
        }

        /// Whether nobody can order it, because of how its group sells: it waits in the cart while others are ordered.
        public boolean isAside() {
            return limits.obstacle() != null;
        }

        /// What stands in its way: no-payment, no-delivery, no-weight, blocked, sold-out, too-few, too-many, short,
        /// share, too-heavy; empty when it can be ordered.
        public String problem() {
            if (limits.obstacle() != null) {
                return "no-" + limits.obstacle();
            }
            if (limits.most() == 0) {
                return limits.isBlocked() ? "blocked" : "sold-out";
            }
            if (quantity < limits.atLeast()) {
                return "too-few";
            }
            if (max != null && quantity > max) {
                return "too-many";
            }
            if (quantity > limits.available()) {
                return "short";
            }
            if (quantity > limits.share()) {
                return "share";
            }
            return isTooHeavy ? "too-heavy" : "";
        }

        /// The nearest quantity that can be ordered now; 0 when none can.
        public int possible() {
            int most = Math.min(limits.most(), Cart.MOST_QUANTITY);
            return most < limits.atLeast() ? 0 : Math.clamp(quantity, limits.atLeast(), most);
        }
    }

    /// What rests now.
    ///
    /// @param name what it was called; empty when nobody may know any more
    public record Gone(UUID product, String name) {}

    /// Whether there is nothing to order.
    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /// Whether it can be ordered now, what waits left aside.
    public boolean isReady() {
        return !ordered().isEmpty() && gone.isEmpty() && stuck().isEmpty();
    }

    /// What stands in the way of ordering; what waits does so only when there is nothing else.
    public List<Item> stuck() {
        List<Group> ordered = ordered();
        return ordered.isEmpty()
                ? aside()
                : ordered.stream()
                        .flatMap(group -> group.items().stream())
                        .filter(item -> !item.problem().isEmpty())
                        .toList();
    }

    /// What waits in the cart because nobody can order it.
    public List<Item> aside() {
        return items().stream().filter(Item::isAside).toList();
    }

    /// What is ordered: the groups without what waits.
    public List<Group> ordered() {
        return groups.stream()
                .map(Group::ordered)
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    /// All of it.
    public List<Item> items() {
        return groups.stream().flatMap(group -> group.items().stream()).toList();
    }

    /// All goods together, in rupiah.
    public long total() {
        return groups.stream().mapToLong(Group::total).sum();
    }
}
