package id.cemara.market.cart;

import id.cemara.market.delivery.GroupDelivery;
import id.cemara.market.delivery.Shop;
import java.util.List;
import java.util.Map;

/// The page `/keranjang/pesan`.
///
/// @param waiting names of what nobody can order now: it stays in the cart
/// @param cart the signed cart this page is about, so that what is ordered is what was shown
/// @param key makes the order once however often the button is pressed
public record CheckoutView(List<Group> groups, List<String> waiting, String cart, String key) {

    /// From so many ways on they are a list to open, not one below the other.
    private static final int MOST_SHOWN = 8;

    public CheckoutView {
        groups = List.copyOf(groups);
        waiting = List.copyOf(waiting);
    }

    /// The order that goes to one group.
    ///
    /// @param options how it may come to the buyer, with the fee of each
    /// @param payments key and word of how it may be paid
    public record Group(
            Basket.Group basket, Shop shop, List<GroupDelivery.Option> options, Map<String, String> payments) {

        public Group {
            options = List.copyOf(options);
        }

        /// Whether the ways are too many to show at once.
        public boolean isLongList() {
            return options.size() > MOST_SHOWN;
        }
    }

    /// Whether some of it may be brought, so that an address is asked for.
    public boolean mayBeBrought() {
        return groups.stream()
                .flatMap(group -> group.options().stream())
                .anyMatch(option -> option.choice().to() != null);
    }

    /// Whether an institution may order and pay later.
    public boolean servesInstitutions() {
        return groups.stream().anyMatch(group -> group.shop().takesInstitutions());
    }
}
