package id.cemara.market.shop;

import id.cemara.payment.PaymentMethod;
import id.cemara.shared.AreaCode;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A group's terms of sale.
///
/// @param whatsapp the number for orders, E.164; null if the group gave none
/// @param welcome a sentence to buyers; null if there is none
/// @param takesCod whether cash on delivery is accepted
/// @param takesInstitutions whether institutions may pay after delivery
/// @param offersPickup whether buyers may pick goods up
/// @param offersOwnDelivery whether the group delivers to areas with a rate
/// @param offersCourier whether couriers deliver to areas with a tariff
/// @param pickupPlace null if not given
/// @param pickupHours null if not given
/// @param rates of the group's own delivery
/// @param tariffs of couriers
/// @param version incremented by every change; 0 if never set up
public record Shop(
        GroupId group,
        @Nullable String whatsapp,
        @Nullable String welcome,
        boolean takesCod,
        boolean takesInstitutions,
        boolean offersPickup,
        boolean offersOwnDelivery,
        boolean offersCourier,
        @Nullable String pickupPlace,
        @Nullable String pickupHours,
        List<Rate> rates,
        List<Tariff> tariffs,
        int version) {

    public Shop {
        rates = List.copyOf(rates);
        tariffs = List.copyOf(tariffs);
    }

    /// The group's own delivery fee to an area.
    ///
    /// @param to the area's code
    /// @param toName the area's name
    /// @param freeFrom goods total from which delivery is free; null for never
    public record Rate(
            String to, String toName, Money fee, @Nullable Money freeFrom) {

        /// The fee for goods of that total.
        Money feeFor(Money goodsTotal) {
            return freeFrom != null && !freeFrom.isMoreThan(goodsTotal) ? Money.ZERO : fee;
        }
    }

    /// A courier's price per kilogram to an area.
    ///
    /// @param courier its key
    /// @param to the area's code
    /// @param toName the area's name
    public record Tariff(String courier, String courierName, String to, String toName, Money perKg) {}

    /// The defaults of a shop that was never set up: pick-up and cash.
    static Shop unset(GroupId group) {
        return new Shop(group, null, null, true, false, true, false, false, null, null, List.of(), List.of(), 0);
    }

    /// The payment methods that buyers can choose, in the enum's order.
    ///
    /// @param payFirst those of the pay-first methods that the group accepts now
    public Set<PaymentMethod> payments(Set<PaymentMethod> payFirst) {
        Set<PaymentMethod> methods = EnumSet.noneOf(PaymentMethod.class);
        methods.addAll(payFirst);
        if (takesCod) {
            methods.add(PaymentMethod.COD);
        }
        if (takesInstitutions) {
            methods.add(PaymentMethod.INVOICE);
        }
        return methods;
    }

    /// The rate of the most specific area that contains this one.
    Optional<Rate> rateTo(AreaCode area) {
        return rates.stream()
                .filter(rate -> new AreaCode(rate.to()).contains(area))
                .max(Comparator.comparingInt(rate -> rate.to().length()));
    }

    /// The courier's tariff of the most specific area that contains this one.
    Optional<Tariff> tariffTo(String courier, AreaCode area) {
        return tariffs.stream()
                .filter(tariff -> tariff.courier().equals(courier) && new AreaCode(tariff.to()).contains(area))
                .max(Comparator.comparingInt(tariff -> tariff.to().length()));
    }
}
