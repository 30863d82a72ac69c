package id.cemara.market.delivery;

import id.cemara.area.Area;
import id.cemara.area.Areas;
import id.cemara.market.Delivery;
import id.cemara.market.DeliveryChoice;
import id.cemara.market.DeliveryFees;
import id.cemara.market.delivery.Shop.Rate;
import id.cemara.market.delivery.Shop.Tariff;
import id.cemara.shared.AreaCode;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What bringing costs by a group's own rates and the tariffs it entered.
@Component
public class GroupDelivery implements DeliveryFees {

    /// More is talked about, not put into a cart; at the dearest tariff it stays below what an order's fee may be.
    private static final long MOST_KILOGRAMS = 100;

    /// More parts than any area of Indonesia has.
    private static final int MOST_PARTS = 1000;

    private final JdbcClient db;
    private final Shops shops;
    private final Couriers couriers;
    private final Areas areas;

    GroupDelivery(JdbcClient db, Shops shops, Couriers couriers, Areas areas) {
        this.db = db;
        this.shops = shops;
        this.couriers = couriers;
        this.areas = areas;
    }

    @Override
    public Fee fee(UUID group, DeliveryChoice choice, List<Parcel> parcels) {
        Shop shop = shops.of(group);
        return new Fee(
                switch (choice.method()) {
                    case PICKUP -> {
                        require(shop.offersPickup(), "delivery.method", "delivery-not-offered");
                        yield 0;
                    }
                    case OWN -> {
                        require(shop.offersOwnDelivery(), "delivery.method", "delivery-not-offered");
                        Rate rate = Optional.ofNullable(choice.to())
                                .flatMap(shop::rateTo)
                                .orElseThrow(() -> refused("delivery.to", "delivery-no-rate"));
                        requireExact(
                                choice.to(), shop.rates().stream().map(Rate::to).toList());
                        yield rate.freeFrom() == null ? rate.fee() : rate.feeFor(goodsTotal(parcels));
                    }
                    case COURIER -> courierFee(shop, choice, parcels);
                });
    }

    @Override
    public boolean takesCash(DeliveryChoice choice) {
        return switch (choice.method()) {
            case PICKUP, OWN -> true;
            case COURIER ->
                couriers.find(String.valueOf(choice.courier()))
                        .filter(Courier::collectsCash)
                        .isPresent();
        };
    }

    private long courierFee(Shop shop, DeliveryChoice choice, List<Parcel> parcels) {
        require(shop.offersCourier(), "delivery.method", "delivery-not-offered");
        String key = choice.courier() == null ? "" : choice.courier();
        WeightRule rule = couriers.find(key)
                .flatMap(Courier::rule)
                .orElseThrow(() -> refused("delivery.courier", "delivery-not-offered"));
        Tariff tariff = Optional.ofNullable(choice.to())
                .flatMap(area -> shop.tariffTo(key, area))
                .orElseThrow(() -> refused("delivery.to", "delivery-no-rate"));
        requireExact(
                choice.to(),
                shop.tariffs().stream()
                        .filter(other -> other.courier().equals(key))
                        .map(Tariff::to)
                        .toList());
        Load load = load(parcels).orElseThrow(() -> refused("delivery.method", "delivery-no-weight"));
        long kilograms = rule.kilograms(load);
        require(kilograms <= MOST_KILOGRAMS, "delivery.method", "delivery-too-heavy");
        return Math.multiplyExact(kilograms, tariff.perKg());
    }

    /// Where a part of the area costs something else, the area does not say what is to be paid.
    ///
    /// @param priced the areas that have a price of their own
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
            throw new Refused(new InvalidFields(
                    List.of(new FieldProblem("delivery.to", "delivery-narrower-area", List.of(example)))));
        }
    }

    private static boolean isWithin(String code, String wider) {
        return code.length() > wider.length() && code.startsWith(wider + ".");
    }

    /// The places that an area with a price stands for, when parts of it have prices of their own: the others among its
    /// parts, so that nobody gets the wider area's price for a part that has its own.
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

    /// Where a price counts, as a buyer chooses it.
    private record Destination(AreaCode to, String name) {}

    private List<Destination> destinations(String code, String name, List<String> priced) {
        return priced.stream().noneMatch(other -> isWithin(other, code))
                ? List.of(new Destination(new AreaCode(code), name))
                : placesOf(code, priced).stream()
                        .map(area -> new Destination(area.code(), area.shortName()))
                        .toList();
    }

    /// What the parcels' content costs now, wholesale steps included: as the order itself is priced.
    private long goodsTotal(List<Parcel> parcels) {
        return db.sql("""
                select coalesce(sum(q.quantity * market.unit_price(p.id, p.price, q.quantity)), 0)::bigint
                  from unnest(cast(:ids as uuid[]), cast(:quantities as bigint[])) as q (id, quantity)
                  join market.products p on p.id = q.id
                """)
                .param("ids", parcels.stream().map(Parcel::product).toArray(UUID[]::new))
                .param(
                        "quantities",
                        parcels.stream().map(parcel -> (long) parcel.quantity()).toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    /// One way in which these parcels can come to a buyer.
    ///
    /// @param place the name of where it goes; empty for a pick-up
    /// @param courierName empty unless a courier brings it
    /// @param kilograms what the courier charges; 0 unless one brings it
    /// @param fee in rupiah
    public record Option(DeliveryChoice choice, String place, String courierName, long kilograms, long fee) {

        /// The way as a form sends it, with the fee that was shown.
        public String key() {
            return choice.method().key()
                    + (choice.to() == null ? "" : ":" + choice.to().value())
                    + (choice.courier() == null ? "" : ":" + choice.courier())
                    + "=" + fee;
        }
    }

    /// Every way in which that shop lets so much come to a buyer, the nearest first.
    public List<Option> options(Shop shop, long goodsTotal, List<Parcel> parcels) {
        List<Option> options = new ArrayList<>();
        if (shop.offersPickup()) {
            options.add(new Option(DeliveryChoice.PICKUP, "", "", 0, 0));
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
                    long fee = Math.multiplyExact(kilograms, tariff.perKg());
                    for (Destination destination : destinations(tariff.to(), tariff.toName(), priced)) {
                        var choice = new DeliveryChoice(Delivery.COURIER, destination.to(), tariff.courier());
                        options.add(new Option(choice, destination.name(), tariff.courierName(), kilograms, fee));
                    }
                }
            }
        }
        return options;
    }

    /// What all of it weighs and takes; empty when one of the things was never weighed.
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

    /// Cubic millimetres; 0 when somebody measured not all three sides.
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
            throw refused(field, expected);
        }
    }

    private static Refused refused(String field, String expected) {
        return new Refused(new InvalidFields(List.of(new FieldProblem(field, expected))));
    }
}
