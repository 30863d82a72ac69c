package id.cemara.market.delivery;

import id.cemara.shared.AreaCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a group sells.
///
/// @param group whose shop it is
/// @param whatsapp where orders are written to, E.164; null when the group named no number
/// @param welcome a word to buyers; null without one
/// @param takesCod whether cash is taken when the goods are handed over
/// @param takesInstitutions whether institutions may pay after delivery
/// @param offersPickup whether buyers may fetch what they bought
/// @param offersOwnDelivery whether the group brings it, where it has a rate
/// @param offersCourier whether it is sent, where there is a tariff
/// @param pickupPlace where it is fetched; null when nobody said
/// @param pickupHours when it is fetched; null when nobody said
/// @param rates where the group brings it itself
/// @param tariffs what couriers take
/// @param version counts its changes; 0 also before the first
public record Shop(
        UUID group,
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

    /// What the group takes for bringing an order to an area.
    ///
    /// @param to the area's code
    /// @param toName its name
    /// @param fee in rupiah
    /// @param freeFrom goods of so much and more are brought for nothing; null when never
    public record Rate(
            String to, String toName, long fee, @Nullable Long freeFrom) {

        /// What is taken for goods of that much.
        long feeFor(long goodsTotal) {
            return freeFrom != null && goodsTotal >= freeFrom ? 0 : fee;
        }
    }

    /// What a courier takes for a kilogram to an area.
    ///
    /// @param courier its key
    /// @param courierName its name
    /// @param to the area's code
    /// @param toName its name
    /// @param perKg in rupiah
    public record Tariff(String courier, String courierName, String to, String toName, long perKg) {}

    /// A shop that nobody set up yet: pick-up and cash.
    static Shop unset(UUID group) {
        return new Shop(group, null, null, true, false, true, false, false, null, null, List.of(), List.of(), 0);
    }

    /// The rate for an area: that of the most specific area it lies in.
    Optional<Rate> rateTo(AreaCode area) {
        return rates.stream()
                .filter(rate -> new AreaCode(rate.to()).contains(area))
                .max(Comparator.comparingInt(rate -> rate.to().length()));
    }

    /// The tariff of a courier for an area: that of the most specific area it lies in.
    Optional<Tariff> tariffTo(String courier, AreaCode area) {
        return tariffs.stream()
                .filter(tariff -> tariff.courier().equals(courier) && new AreaCode(tariff.to()).contains(area))
                .max(Comparator.comparingInt(tariff -> tariff.to().length()));
    }
}
