package id.cemara.market.delivery;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What bringing costs by a group's own rates and the tariffs it entered.
@Component
public class GroupDelivery implements DeliveryFees {

    /// More is talked about, not put into a cart; at the dearest tariff it stays below what an order's fee may be.
    private static final long MOST_KILOGRAMS = 100;

    private final JdbcClient db;
    private final Shops shops;
    private final Couriers couriers;

    GroupDelivery(JdbcClient db, Shops shops, Couriers couriers) {
        this.db = db;
        this.shops = shops;
        this.couriers = couriers;
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
                        yield rate.freeFrom() == null ? rate.fee() : rate.feeFor(goodsTotal(parcels));
                    }
                    case COURIER -> courierFee(shop, choice, parcels);
                });
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
        Load load = load(parcels).orElseThrow(() -> refused("delivery.method", "delivery-no-weight"));
        long kilograms = rule.kilograms(load);
        require(kilograms <= MOST_KILOGRAMS, "delivery.method", "delivery-too-heavy");
        return Math.multiplyExact(kilograms, tariff.perKg());
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
            for (Rate rate : shop.rates()) {
                var choice = new DeliveryChoice(Delivery.OWN, new AreaCode(rate.to()), null);
                options.add(new Option(choice, rate.toName(), "", 0, rate.feeFor(goodsTotal)));
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
                    var choice = new DeliveryChoice(Delivery.COURIER, new AreaCode(tariff.to()), tariff.courier());
                    long fee = Math.multiplyExact(kilograms, tariff.perKg());
                    options.add(new Option(choice, tariff.toName(), tariff.courierName(), kilograms, fee));
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
