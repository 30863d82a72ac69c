package id.cemara.market.buying;

import id.cemara.market.shop.DeliveryFees;
import id.cemara.market.shop.Shop;
import id.cemara.payment.PaymentMethod;
import id.cemara.shared.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The view of `/keranjang/pesan`.
///
/// @param waiting names of items with an obstacle; they stay in the cart
/// @param cart the signed cart that the page shows, so that exactly this is ordered
/// @param key idempotency key of the page
public record CheckoutView(List<Group> groups, List<String> waiting, String cart, String key) {

    /// With more delivery options than this the page shows a select instead of radio buttons.
    private static final int MOST_SHOWN = 8;

    public CheckoutView {
        groups = List.copyOf(groups);
        waiting = List.copyOf(waiting);
    }

    /// The order for one group.
    ///
    /// @param options the delivery options with their fees
    /// @param payments the payment methods by key, with their labels
    public record Group(
            Basket.Group basket, Shop shop, List<DeliveryFees.Option> options, Map<String, String> payments) {

        public Group {
            options = List.copyOf(options);
        }

        /// What is to pay with that option, before the digits that tell payments apart.
        public Money total(DeliveryFees.Option option) {
            return basket.total().plus(option.fee());
        }

        /// Where to fetch it with that option; null if it is brought, or if the shop did not say.
        public @Nullable String pickupPlace(DeliveryFees.Option option) {
            return option.choice().to() == null ? shop.pickupPlace() : null;
        }

        /// Whether digits that tell payments apart are added to the amount.
        public boolean addsDigits(String payment) {
            return PaymentMethod.TRANSFER.key().equals(payment);
        }

        /// Whether there are too many options to show at once.
        public boolean isLongList() {
            return options.size() > MOST_SHOWN;
        }
    }

    /// Whether any option delivers to an address.
    public boolean mayBeBrought() {
        return groups.stream()
                .flatMap(group -> group.options().stream())
                .anyMatch(option -> option.choice().to() != null);
    }

    /// Whether a group lets institutions pay later.
    public boolean servesInstitutions() {
        return groups.stream().anyMatch(group -> group.shop().takesInstitutions());
    }
}
