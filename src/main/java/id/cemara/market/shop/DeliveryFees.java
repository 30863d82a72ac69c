package id.cemara.market.shop;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.market.shop.Shop.Rate;
import id.cemara.market.shop.Shop.Tariff;
import id.cemara.shared.AreaCode;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import id.cemara.shared.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Computes delivery fees from a group's own rates and the courier tariffs it entered, in whole rupiah
/// without floating point.
@Component
public class DeliveryFees {

    /// Heavier orders are arranged with the group. Keeps the fee below its limit even at the highest
    /// tariff. `market.most_kilograms` is the same limit.
    static final long MOST_KILOGRAMS = 100;

    /// Exceeds the number of parts of any area of Indonesia.
    private static final int MOST_PARTS = 1000;

    private final JdbcClient db;
    private final Shops shops;
    private final Couriers couriers;
    private final Areas areas;

    DeliveryFees(JdbcClient db, Shops shops, Couriers couriers, Areas areas) {
        this.db = db;
        this.shops = shops;
        this.couriers = couriers;
        this.areas = areas;
    }

    /// A product and quantity to be delivered. Weight and size are of one, with packaging.
    ///
    /// @param weightGrams null if not known
    public record Parcel(
            ProductId product,
            int quantity,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm) {}

    /// The fee for delivering these parcels that way; zero for a pick-up.
    ///
    /// @throws Refused with a problem of the field if the group does not deliver that way or there
    public Money fee(GroupId group, DeliveryChoice choice, List<Parcel> parcels) {
        Shop shop = shops.of(group);
        return switch (choice.method()) {
            case PICKUP -> {
                require(shop.offersPickup(), "delivery.method", "delivery-not-offered");
                yield Money.ZERO;
            }
            case OWN -> {
                require(shop.offersOwnDelivery(), "delivery.method", "delivery-not-offered");
                Rate rate = Optional.ofNullable(choice.to())
                        .flatMap(shop::rateTo)
                        .orElseThrow(() -> Refused.field("delivery.to", "delivery-no-rate"));
                requireExact(choice.to(), shop.rates().stream().map(Rate::to).toList());
                yield rate.freeFrom() == null ? rate.fee() : rate.feeFor(goodsTotal(parcels));
            }
            case COURIER -> courierFee(shop, choice, parcels);
        };
    }

    /// Whether cash can be collected with this delivery: always by the group itself, otherwise if the
    /// courier offers it.
    public boolean takesCash(DeliveryChoice choice) {
        return switch (choice.method()) {
            case PICKUP, OWN -> true;
            case COURIER ->
                couriers.find(String.valueOf(choice.courier()))
                        .filter(Courier::collectsCash)
                        .isPresent();
        };
    }

    private Money courierFee(Shop shop, DeliveryChoice choice, List<Parcel> parcels) {
        require(shop.offersCourier(), "delivery.method", "delivery-not-offered");
        String key = choice.courier() == null ? "" : choice.courier();
        WeightRule rule = couriers.find(key)
                .flatMap(Courier::rule)
                .orElseThrow(() -> Refused.field("delivery.courier", "delivery-not-offered"));
        Tariff tariff = Optional.ofNullable(choice.to())
                .flatMap(area -> shop.tariffTo(key, area))
                .orElseThrow(() -> Refused.field("delivery.to", "delivery-no-rate"));
        requireExact(
                choice.to(),
                shop.tariffs().stream()
                        .filter(other -> other.courier().equals(key))
                        .map(Tariff::to)
                        .toList());
        Load load = load(parcels).orElseThrow(() -> Refused.field("delivery.method", "delivery-no-weight"));
        long kilograms = rule.kilograms(load);
        require(kilograms <= MOST_KILOGRAMS, "delivery.method", "delivery-too-heavy");
        return tariff.perKg().times(kilograms);
    }

    /// Refuses an area if one of its parts has its own price, because the fee would then be ambiguous.
    ///
    /// @param priced codes of the areas with a price
    private void requireExact(@Nullable AreaCode to, List<String> priced) {
        if (to == null) {
            return;
        }
        List<String> within = priced.stream()
                .filter(code -> isWithin(code, to.value()))
                .sorted()
                .toList();
        if (!within.isEmpty()) {
            String example = areas.shortNames(within.subList(0, 1)).getOrDefault(within.getFirst(), within.getFirst());
            throw Refused.field("delivery.to", "delivery-narrower-area", example);
        }
    }

    private static boolean isWithin(String code, String wider) {
        return code.length() > wider.length() && code.startsWith(wider + ".");
    }

    /// The areas that a price still applies to when parts of its area have prices of their own: the other
    /// parts, so that nobody gets the wider area's price for a part with its own.
    private List<Area> placesOf(String code, List<String> priced) {
        List<Area> places = new ArrayList<>();
        for (Area part : areas.children(new AreaCode(code), null, MOST_PARTS)) {
            String own = part.code().value();
            if (priced.contains(own)) {
                continue;
            }
            if (priced.stream().anyMatch(other -> isWithin(other, own))) {
                places.addAll(placesOf(own, priced));
            } else {
                places.add(part);
            }
        }
        return places;
    }

    /// An area that a price applies to, as shown to a buyer.
    private record Destination(AreaCode to, String name) {}

    private List<Destination> destinations(String code, String name, List<String> priced) {
        return priced.stream().noneMatch(other -> isWithin(other, code))
                ? List.of(new Destination(new AreaCode(code), name))
                : placesOf(code, priced).stream()
                        .map(area -> new Destination(area.code(), area.shortName()))
                        .toList();
    }

    /// The price of the parcels' goods now, price steps included, as the order is priced.
    private Money goodsTotal(List<Parcel> parcels) {
        long rupiah = db.sql("""
                select coalesce(sum(q.quantity * market.unit_price(p.id, p.price, q.quantity)), 0)::bigint
                  from unnest(cast(:ids as uuid[]), cast(:quantities as bigint[])) as q (id, quantity)
                  join market.products p on p.id = q.id
                """)
                .param(
                        "ids",
                        parcels.stream().map(parcel -> parcel.product().value()).toArray(UUID[]::new))
                .param(
                        "quantities",
                        parcels.stream().map(parcel -> (long) parcel.quantity()).toArray(Long[]::new))
                .query(Long.class)
                .single();
        return new Money(rupiah);
    }

    /// A delivery option for a set of parcels.
    ///
    /// @param place the name of the destination; empty for a pick-up
    /// @param courierName empty for other methods
    /// @param kilograms charged by the courier; 0 for other methods
    public record Option(DeliveryChoice choice, String place, String courierName, long kilograms, Money fee) {

        /// The form value of the option, including the fee that was shown, so that a changed fee is
        /// noticed.
        public String key() {
            return choice.method().key()
                    + (choice.to() == null ? "" : ":" + choice.to().value())
                    + (choice.courier() == null ? "" : ":" + choice.courier())
                    + "=" + fee;
        }
    }

    /// All delivery options of a shop for these parcels: pick-up, own delivery, then couriers, each in the
    /// order of the shop's rates and tariffs.
    public List<Option> options(Shop shop, Money goodsTotal, List<Parcel> parcels) {
        List<Option> options = new ArrayList<>();
        if (shop.offersPickup()) {
            options.add(new Option(DeliveryChoice.PICKUP, "", "", 0, Money.ZERO));
        }
        if (shop.offersOwnDelivery()) {
            List<String> priced = shop.rates().stream().map(Rate::to).toList();
            for (Rate rate : shop.rates()) {
                for (Destination destination : destinations(rate.to(), rate.toName(), priced)) {
                    var choice = new DeliveryChoice(Delivery.OWN, destination.to(), null);
                    options.add(new Option(choice, destination.name(), "", 0, rate.feeFor(goodsTotal)));
                }
            }
        }
        Optional<Load> load = load(parcels);
        if (shop.offersCourier() && !shop.tariffs().isEmpty() && load.isPresent()) {
            Map<String, WeightRule> rules = new HashMap<>();
            couriers.all().forEach(courier -> courier.rule().ifPresent(rule -> rules.put(courier.key(), rule)));
            for (Tariff tariff : shop.tariffs()) {
                WeightRule rule = rules.get(tariff.courier());
                long kilograms = rule == null ? 0 : rule.kilograms(load.get());
                if (rule != null && kilograms <= MOST_KILOGRAMS) {
                    List<String> priced = shop.tariffs().stream()
                            .filter(other -> other.courier().equals(tariff.courier()))
                            .map(Tariff::to)
                            .toList();
                    Money fee = tariff.perKg().times(kilograms);
                    for (Destination destination : destinations(tariff.to(), tariff.toName(), priced)) {
                        var choice = new DeliveryChoice(Delivery.COURIER, destination.to(), tariff.courier());
                        options.add(new Option(choice, destination.name(), tariff.courierName(), kilograms, fee));
                    }
                }
            }
        }
        return options;
    }

    /// Total weight and volume; empty if a product has no weight.
    static Optional<Load> load(List<Parcel> parcels) {
        Load load = Load.NOTHING;
        for (Parcel parcel : parcels) {
            Integer grams = parcel.weightGrams();
            if (grams == null) {
                return Optional.empty();
            }
            load = load.plus(parcel.quantity(), grams, room(parcel));
        }
        return Optional.of(load);
    }

    /// The volume in cubic millimetres; 0 unless all three sides are known.
    private static long room(Parcel parcel) {
        Integer length = parcel.lengthMm();
        Integer width = parcel.widthMm();
        Integer height = parcel.heightMm();
        return length == null || width == null || height == null
                ? 0
                : Math.multiplyExact(Math.multiplyExact((long) length, (long) width), (long) height);
    }

    private static void require(boolean fine, String field, String expected) {
        if (!fine) {
            throw Refused.field(field, expected);
        }
    }
}
