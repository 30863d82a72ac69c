package id.cemara.market.shop;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import id.cemara.area.Areas;
import id.cemara.identity.Permission;
import id.cemara.identity.audit.AuditEntry;
import id.cemara.identity.audit.AuditTrail;
import id.cemara.identity.audit.Change;
import id.cemara.market.catalog.Amounts;
import id.cemara.market.shop.Shop.Rate;
import id.cemara.market.shop.Shop.Tariff;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.AreaCode;
import id.cemara.shared.Checks;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.Outdated;
import id.cemara.shared.RequestProblem.PreconditionNeeded;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The shops of groups. Readable by every buyer, changed by accounts that may sell for the group.
@Service
public class Shops {

    private final JdbcClient db;
    private final GroupsInScope groups;
    private final Couriers couriers;
    private final Areas areas;
    private final AuditTrail audit;

    Shops(JdbcClient db, GroupsInScope groups, Couriers couriers, Areas areas, AuditTrail audit) {
        this.db = db;
        this.groups = groups;
        this.couriers = couriers;
        this.areas = areas;
        this.audit = audit;
    }

    /// The shop of a group; the defaults if it was never set up.
    @Transactional(readOnly = true)
    public Shop of(GroupId group) {
        return of(List.of(group)).getOrDefault(group, Shop.unset(group));
    }

    /// The shops of these groups, by group; the defaults for those never set up.
    @Transactional(readOnly = true)
    public Map<GroupId, Shop> of(Collection<GroupId> wanted) {
        UUID[] ids = wanted.stream().map(GroupId::value).toArray(UUID[]::new);
        List<RateRow> rateRows =
                db.sql("""
                select group_id, to_area, fee, free_from
                  from market.delivery_rates
                 where group_id = any (:groups)
                 order by fee, to_area
                """).param("groups", ids).query(RateRow.class).list();
        List<TariffRow> tariffRows =
                db.sql("""
                select t.group_id, t.courier_key, c.name as courier, t.to_area, t.per_kg
                  from market.courier_tariffs t
                  join market.couriers c on c.key = t.courier_key
                 where t.group_id = any (:groups)
                 order by t.per_kg, c.position, t.to_area
                """).param("groups", ids).query(TariffRow.class).list();
        Set<String> codes = new TreeSet<>();
        rateRows.forEach(row -> codes.add(row.toArea()));
        tariffRows.forEach(row -> codes.add(row.toArea()));
        Map<String, String> names = codes.isEmpty() ? Map.of() : areas.shortNames(codes);
        Map<UUID, List<Rate>> rates = rateRows.stream()
                .collect(groupingBy(
                        RateRow::groupId,
                        mapping(
                                row -> new Rate(
                                        row.toArea(),
                                        names.getOrDefault(row.toArea(), row.toArea()),
                                        new Money(row.fee()),
                                        row.freeFrom() == null ? null : new Money(row.freeFrom())),
                                toList())));
        Map<UUID, List<Tariff>> tariffs = tariffRows.stream()
                .collect(groupingBy(
                        TariffRow::groupId,
                        mapping(
                                row -> new Tariff(
                                        row.courierKey(),
                                        row.courier(),
                                        row.toArea(),
                                        names.getOrDefault(row.toArea(), row.toArea()),
                                        new Money(row.perKg())),
                                toList())));
        Map<GroupId, Shop> shops = new LinkedHashMap<>();
        wanted.forEach(group -> shops.put(group, Shop.unset(group)));
        db.sql("""
                select group_id, whatsapp, welcome, takes_cod, takes_institutions, offers_pickup, offers_own_delivery,
                       offers_courier, pickup_place, pickup_hours, version
                  from market.shops
                 where group_id = any (:groups)
                """).param("groups", ids).query(row -> {
            GroupId group = new GroupId(row.getObject("group_id", UUID.class));
            shops.put(
                    group,
                    new Shop(
                            group,
                            row.getString("whatsapp"),
                            row.getString("welcome"),
                            row.getBoolean("takes_cod"),
                            row.getBoolean("takes_institutions"),
                            row.getBoolean("offers_pickup"),
                            row.getBoolean("offers_own_delivery"),
                            row.getBoolean("offers_courier"),
                            row.getString("pickup_place"),
                            row.getString("pickup_hours"),
                            rates.getOrDefault(group.value(), List.of()),
                            tariffs.getOrDefault(group.value(), List.of()),
                            row.getInt("version")));
        });
        return shops;
    }

    private record RateRow(
            UUID groupId, String toArea, long fee, @Nullable Long freeFrom) {}

    private record TariffRow(UUID groupId, String courierKey, String courier, String toArea, long perKg) {}

    /// The shop of a group that the actor may sell for.
    @Transactional(readOnly = true)
    public Shop get(String number) {
        Permission.SELL.require();
        return of(groups.byNumber(number).id());
    }

    /// Changes a shop. Rates and tariffs stay unchanged if the request has none.
    ///
    /// @param version the version that was read; null is refused
    /// @throws Refused with invalid fields, or as outdated if the shop changed since
    @Transactional
    Shop change(String number, @Nullable Integer version, ShopRequest request) {
        Permission.SELL.require();
        GroupInScope group = groups.open(number);
        if (version == null) {
            throw new Refused(new PreconditionNeeded());
        }
        ShopRequest.Facts facts = request.read();
        requireKnown(request);
        Shop before = of(group.id());
        int changed = db.sql("""
                insert into market.shops as s (group_id, area_code, whatsapp, welcome, takes_cod, takes_institutions,
                                               offers_pickup, offers_own_delivery, offers_courier, pickup_place,
                                               pickup_hours, version)
                values (:group, :area, :whatsapp, :welcome, :cod, :institutions, :pickup, :own, :courier, :place, :hours,
                        1)
                    on conflict (group_id) do update
                   set whatsapp = excluded.whatsapp, welcome = excluded.welcome, takes_cod = excluded.takes_cod,
                       takes_institutions = excluded.takes_institutions, offers_pickup = excluded.offers_pickup,
                       offers_own_delivery = excluded.offers_own_delivery,
                       offers_courier = excluded.offers_courier, pickup_place = excluded.pickup_place,
                       pickup_hours = excluded.pickup_hours, version = s.version + 1
                 where s.version = :version
                """)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("whatsapp", facts.whatsapp(), Types.VARCHAR)
                .param("welcome", facts.welcome(), Types.VARCHAR)
                .param("cod", facts.cod())
                .param("institutions", facts.institutions())
                .param("pickup", facts.pickup())
                .param("own", facts.ownDelivery())
                .param("courier", facts.courier())
                .param("place", facts.pickupPlace(), Types.VARCHAR)
                .param("hours", facts.pickupHours(), Types.VARCHAR)
                .param("version", version)
                .update();
        if (changed == 0 || (before.version() == 0 && version != 0)) {
            throw new Refused(Outdated.at(before.version()));
        }
        if (request.rates() != null) {
            delete("delivery_rates", group);
            request.rates().forEach(rate -> keep(group, required(rate.to()), required(rate.fee()), rate.freeFrom()));
        }
        if (request.tariffs() != null) {
            delete("courier_tariffs", group);
            request.tariffs()
                    .forEach(tariff -> keepTariff(
                            group, required(tariff.courier()), required(tariff.to()), required(tariff.perKg())));
        }
        Shop after = of(group.id());
        requireCashTaken(after);
        note(group, before, after);
        return after;
    }

    /// Refuses cash on delivery if nobody would collect it: no pick-up, no own delivery, and no courier
    /// that collects cash.
    private void requireCashTaken(Shop shop) {
        Set<String> collecting = couriers.all().stream()
                .filter(Courier::collectsCash)
                .map(Courier::key)
                .collect(toSet());
        boolean isTaken = shop.offersPickup()
                || shop.offersOwnDelivery()
                || shop.tariffs().stream().anyMatch(tariff -> collecting.contains(tariff.courier()));
        new Checks().that(!shop.takesCod() || isTaken, "cod", "cash-taken").refuseProblems();
    }

    /// Adds a rate, or replaces the one for that area.
    @Transactional
    void keepRate(String number, @Nullable String to, @Nullable String fee, @Nullable String freeFrom) {
        Permission.SELL.require();
        GroupInScope group = groups.open(number);
        var checks = new Checks();
        String area = area(to, "rateTo", checks);
        Long amount = Amounts.amount(fee, 0, ShopRequest.MOST_FEE, "rateFee", true, checks);
        Long free = Amounts.amount(freeFrom, 1, ShopRequest.MOST_GOODS, "rateFreeFrom", false, checks);
        checks.refuseProblems();
        Shop before = touched(group);
        removeRate(group, required(area));
        keep(group, required(area), required(amount), free);
        note(group, before, of(group.id()));
    }

    /// Adds a tariff, or replaces the courier's for that area.
    @Transactional
    void keepTariff(String number, @Nullable String courier, @Nullable String to, @Nullable String perKg) {
        Permission.SELL.require();
        GroupInScope group = groups.open(number);
        var checks = new Checks();
        boolean usable =
                courier != null && couriers.find(courier).flatMap(Courier::rule).isPresent();
        checks.that(usable, "tariffCourier", "choice");
        String area = area(to, "tariffTo", checks);
        Long amount = Amounts.amount(perKg, 1, ShopRequest.MOST_PER_KG, "tariffPerKg", true, checks);
        checks.refuseProblems();
        Shop before = touched(group);
        removeTariff(group, required(courier), required(area));
        keepTariff(group, required(courier), required(area), required(amount));
        note(group, before, of(group.id()));
    }

    /// Removes a rate. Idempotent.
    @Transactional
    void removeRate(String number, String to) {
        Permission.SELL.require();
        GroupInScope group = groups.open(number);
        Shop before = touched(group);
        removeRate(group, to);
        note(group, before, of(group.id()));
    }

    /// Removes a tariff. Idempotent.
    @Transactional
    void removeTariff(String number, String courier, String to) {
        Permission.SELL.require();
        GroupInScope group = groups.open(number);
        Shop before = touched(group);
        removeTariff(group, courier, to);
        note(group, before, of(group.id()));
    }

    /// Returns the shop as it was, and increments its version, so that a form opened before is outdated.
    private Shop touched(GroupInScope group) {
        Shop before = of(group.id());
        db.sql("""
                insert into market.shops as s (group_id, area_code, version) values (:group, :area, 1)
                    on conflict (group_id) do update set version = s.version + 1
                """)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .update();
        return before;
    }

    private void keep(GroupInScope group, String to, long fee, @Nullable Long freeFrom) {
        db.sql("""
                insert into market.delivery_rates (group_id, area_code, to_area, fee, free_from)
                values (:group, :area, :to, :fee, :free)
                """)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("to", to)
                .param("fee", fee)
                .param("free", freeFrom, Types.BIGINT)
                .update();
    }

    private void removeRate(GroupInScope group, String to) {
        db.sql("delete from market.delivery_rates where group_id = :group and to_area = :to")
                .param("group", group.id().value())
                .param("to", to)
                .update();
    }

    private void keepTariff(GroupInScope group, String courier, String to, long perKg) {
        db.sql("""
                insert into market.courier_tariffs (group_id, area_code, courier_key, to_area, per_kg)
                values (:group, :area, :courier, :to, :perKg)
                """)
                .param("group", group.id().value())
                .param("area", group.areaCode())
                .param("courier", courier)
                .param("to", to)
                .param("perKg", perKg)
                .update();
    }

    private void removeTariff(GroupInScope group, String courier, String to) {
        db.sql("""
                delete from market.courier_tariffs
                 where group_id = :group and courier_key = :courier and to_area = :to
                """)
                .param("group", group.id().value())
                .param("courier", courier)
                .param("to", to)
                .update();
    }

    private void delete(String table, GroupInScope group) {
        db.sql("delete from market." + table + " where group_id = :group")
                .param("group", group.id().value())
                .update();
    }

    private void requireKnown(ShopRequest request) {
        var checks = new Checks();
        List<String> codes = new ArrayList<>();
        if (request.rates() != null) {
            request.rates().forEach(rate -> codes.add(required(rate.to())));
        }
        if (request.tariffs() != null) {
            List<String> usable = couriers.all().stream()
                    .filter(courier -> courier.rule().isPresent())
                    .map(Courier::key)
                    .toList();
            request.tariffs().forEach(tariff -> {
                codes.add(required(tariff.to()));
                checks.that(usable.contains(String.valueOf(tariff.courier())), "tariffs", "choice");
            });
        }
        Map<String, String> known = areas.shortNames(codes);
        checks.that(known.keySet().containsAll(codes), request.rates() == null ? "tariffs" : "rates", "area-code");
        checks.refuseProblems();
    }

    private @Nullable String area(@Nullable String typed, String field, Checks checks) {
        boolean known =
                typed != null && AreaCode.parse(typed).flatMap(areas::find).isPresent();
        checks.that(known, field, "choice");
        return known ? typed : null;
    }

    private void note(GroupInScope group, Shop before, Shop after) {
        Map<String, Change> facts = new HashMap<>();
        Change.note(facts, "whatsapp", before.whatsapp(), after.whatsapp());
        Change.note(facts, "cod", before.takesCod(), after.takesCod());
        Change.note(facts, "institutions", before.takesInstitutions(), after.takesInstitutions());
        Change.note(facts, "pickup", before.offersPickup(), after.offersPickup());
        Change.note(facts, "ownDelivery", before.offersOwnDelivery(), after.offersOwnDelivery());
        Change.note(facts, "courier", before.offersCourier(), after.offersCourier());
        Change.note(facts, "pickupPlace", before.pickupPlace(), after.pickupPlace());
        Change.note(facts, "rates", before.rates().size(), after.rates().size());
        Change.note(facts, "tariffs", before.tariffs().size(), after.tariffs().size());
        audit.add(AuditEntry.of("shop.changed", "shop", group.id().value(), group.areaCode(), group.id())
                .changing(facts));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a value that was not refused");
        }
        return value;
    }
}
