package id.cemara.market.buying;

import id.cemara.market.catalog.Buyable;
import id.cemara.market.shop.DeliveryFees.Parcel;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import id.cemara.shell.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cart's content at this moment's prices and limits, by group.
///
/// @param groups those whose products are in the cart, in its order
/// @param gone products in the cart that are no longer sold
public record Basket(List<Group> groups, List<Gone> gone) {

    public Basket {
        groups = List.copyOf(groups);
        gone = List.copyOf(gone);
    }

    /// The content of one group: one order.
    ///
    /// @param total of the goods
    public record Group(GroupId id, String name, String slug, List<Item> items, Money total) {

        public Group {
            items = List.copyOf(items);
        }

        /// A copy without the items that are set aside.
        Group ordered() {
            List<Item> left = items.stream().filter(item -> !item.isAside()).toList();
            return new Group(id, name, slug, left, total(left));
        }

        /// The sum of these items.
        static Money total(List<Item> items) {
            return items.stream().map(Item::total).reduce(Money.ZERO, Money::plus);
        }

        List<Parcel> parcels() {
            return items.stream().map(Item::parcel).toList();
        }
    }

    /// A product in the cart.
    ///
    /// @param unitPrice of one, at the price step of the quantity
    /// @param listPrice of one in the smallest order
    /// @param seenPrice the list price when the buyer last looked
    /// @param limits what one buyer can buy of it now
    /// @param max the most in one order; null for no limit
    /// @param isTooHeavy whether only couriers deliver and the group's items together exceed what they
    /// carry
    /// @param leadDays days until it can be ready; 0 from the shelf
    public record Item(
            ProductId product,
            String slug,
            String name,
            String unit,
            int quantity,
            Money unitPrice,
            Money listPrice,
            Money seenPrice,
            Money total,
            Buyable limits,
            @Nullable Integer max,
            boolean isTooHeavy,
            int leadDays,
            Parcel parcel) {

        /// Whether the price changed since the buyer last looked.
        public boolean isPriceNew() {
            return !listPrice.equals(seenPrice);
        }

        Item tooHeavy() {
            return new Item(
                    product, slug, name, unit, quantity, unitPrice, listPrice, seenPrice, total, limits, max, true,
                    leadDays, parcel);
        }

        /// Whether an obstacle on the seller's side prevents ordering it. Such an item stays in the cart
        /// while the others are ordered.
        public boolean isAside() {
            return limits.obstacle() != null;
        }

        /// The first thing that prevents ordering it: no-payment, no-delivery, no-weight, blocked,
        /// sold-out, too-few, too-many, short, share or too-heavy; empty if nothing does.
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

        /// The sentence about the problem.
        public String problem(Texts texts) {
            return texts.get(
                    "market.cart.stuck." + problem(),
                    limits.available(),
                    unit,
                    limits.atLeast(),
                    max == null ? 0 : max,
                    limits.atMost());
        }

        /// The nearest quantity that can be ordered now; 0 if none can.
        public int possible() {
            int most = Math.min(limits.most(), Cart.MOST_QUANTITY);
            return most < limits.atLeast() ? 0 : Math.clamp(quantity, limits.atLeast(), most);
        }
    }

    /// A product that is no longer sold.
    ///
    /// @param name its last public name; empty if it was never public
    public record Gone(ProductId product, String name) {}

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /// Whether the cart can be ordered now, leaving out the items set aside.
    public boolean isReady() {
        return !ordered().isEmpty() && gone.isEmpty() && stuck().isEmpty();
    }

    /// The items that prevent ordering. Items set aside count only if nothing else is left.
    public List<Item> stuck() {
        List<Group> ordered = ordered();
        return ordered.isEmpty()
                ? aside()
                : ordered.stream()
                        .flatMap(group -> group.items().stream())
                        .filter(item -> !item.problem().isEmpty())
                        .toList();
    }

    /// The items that stay in the cart because of an obstacle on the seller's side.
    public List<Item> aside() {
        return items().stream().filter(Item::isAside).toList();
    }

    /// The groups without the items set aside, those with nothing left omitted.
    public List<Group> ordered() {
        return groups.stream()
                .map(Group::ordered)
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    public List<Item> items() {
        return groups.stream().flatMap(group -> group.items().stream()).toList();
    }

    /// The total of all goods.
    public Money total() {
        return groups.stream().map(Group::total).reduce(Money.ZERO, Money::plus);
    }
}
