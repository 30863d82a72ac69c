package id.cemara.market.buying;

import id.cemara.market.catalog.Buyable;
import id.cemara.market.shop.DeliveryFees;
import id.cemara.market.shop.DeliveryFees.Parcel;
import id.cemara.market.shop.Shops;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Looks up a cart's content in one statement. More are needed only for products no longer sold, and for
/// groups that deliver by courier only.
@Component
class Baskets {

    private final JdbcClient db;
    private final Shops shops;
    private final DeliveryFees delivery;
    private final Clock clock;

    Baskets(JdbcClient db, Shops shops, DeliveryFees delivery, Clock clock) {
        this.db = db;
        this.shops = shops;
        this.delivery = delivery;
        this.clock = clock;
    }

    private record Row(
            ProductId id,
            String slug,
            String name,
            String unit,
            long price,
            long unitPrice,
            int minQuantity,
            @Nullable Integer maxQuantity,
            int available,
            int share,
            int most,
            @Nullable String obstacle,
            boolean isSentOnly,
            int leadDays,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm,
            GroupId groupId,
            String groupName,
            String groupSlug) {}

    /// A product on sale, to be put into a cart.
    ///
    /// @param price rupiah for one in the smallest order
    /// @param maxQuantity the most in one order; null for no limit
    record Offer(
            ProductId id,
            String name,
            long price,
            int minQuantity,
            @Nullable Integer maxQuantity) {}

    /// The product with that slug, if it is on sale now.
    @Transactional(readOnly = true)
    Optional<Offer> offer(String slug) {
        return db.sql("""
                select p.id, p.name, market.unit_price(p.id, p.price, p.min_quantity) as price, p.min_quantity,
                       p.max_quantity
                  from market.products p
                  join market.sellers s on s.group_id = p.group_id and s.is_open
                 where p.slug = :slug and p.state = 'published'
                """).param("slug", slug).query(Offer.class).optional();
    }

    /// Prices and checks the cart at this moment.
    @Transactional(readOnly = true)
    Basket of(Cart cart) {
        if (cart.isEmpty()) {
            return new Basket(List.of(), List.of());
        }
        Map<ProductId, Row> rows = new HashMap<>();
        db.sql("""
                select p.id, p.slug, p.name, p.unit, market.unit_price(p.id, p.price, p.min_quantity) as price,
                       market.unit_price(p.id, p.price, c.quantity) as unit_price,
                       p.min_quantity, p.max_quantity, p.lead_days, p.weight_grams, p.length_mm, p.width_mm, p.height_mm,
                       b.available, b.share, b.most, b.obstacle,
                       (select not w.pickup and not w.own from market.handing_over(p.group_id) w) as is_sent_only,
                       p.group_id, s.name as group_name, s.slug as group_slug
                  from unnest(cast(:ids as uuid[]), cast(:quantities as int[])) as c (id, quantity)
                  join market.products p on p.id = c.id and p.state = 'published'
                  join market.sellers s on s.group_id = p.group_id and s.is_open
                  join market.buyable(cast(:ids as uuid[]), :today) b on b.product_id = p.id
                """)
                .param("today", LocalDate.now(clock))
                .param(
                        "ids",
                        cart.lines().stream()
                                .map(line -> line.product().value())
                                .toArray(UUID[]::new))
                .param(
                        "quantities",
                        cart.lines().stream().map(Cart.Line::quantity).toArray(Integer[]::new))
                .query(Row.class)
                .list()
                .forEach(row -> rows.put(row.id(), row));
        Map<GroupId, List<Basket.Item>> items = new LinkedHashMap<>();
        Map<GroupId, Row> groups = new HashMap<>();
        List<ProductId> missing = new ArrayList<>();
        for (Cart.Line line : cart.lines()) {
            Row row = rows.get(line.product());
            if (row == null) {
                missing.add(line.product());
            } else {
                groups.putIfAbsent(row.groupId(), row);
                items.computeIfAbsent(row.groupId(), id -> new ArrayList<>()).add(item(line, row));
            }
        }
        List<Basket.Group> sold = items.entrySet().stream()
                .map(entry -> weighed(group(groups.get(entry.getKey()), entry.getValue()), groups.get(entry.getKey())))
                .toList();
        return new Basket(sold, missing.isEmpty() ? List.of() : gone(missing));
    }

    private static Basket.Group group(@Nullable Row row, List<Basket.Item> items) {
        if (row == null) {
            throw new IllegalStateException("items of no group");
        }
        return new Basket.Group(row.groupId(), row.groupName(), row.groupSlug(), items, Basket.Group.total(items));
    }

    /// Marks all items as too heavy if the group delivers by courier only and no courier carries their
    /// total.
    private Basket.Group weighed(Basket.Group group, @Nullable Row row) {
        Basket.Group ordered = group.ordered();
        if (row == null || !row.isSentOnly() || ordered.items().isEmpty()) {
            return group;
        }
        boolean isCarried = !delivery.options(shops.of(group.id()), ordered.total(), ordered.parcels())
                .isEmpty();
        return isCarried
                ? group
                : new Basket.Group(
                        group.id(),
                        group.name(),
                        group.slug(),
                        group.items().stream().map(Basket.Item::tooHeavy).toList(),
                        group.total());
    }

    private static Basket.Item item(Cart.Line line, Row row) {
        Money unitPrice = new Money(row.unitPrice());
        return new Basket.Item(
                row.id(),
                row.slug(),
                row.name(),
                row.unit(),
                line.quantity(),
                unitPrice,
                new Money(row.price()),
                line.price(),
                unitPrice.times(line.quantity()),
                new Buyable(row.available(), row.share(), row.minQuantity(), row.most(), row.obstacle()),
                row.maxQuantity(),
                false,
                row.leadDays(),
                new Parcel(
                        row.id(), line.quantity(), row.weightGrams(), row.lengthMm(), row.widthMm(), row.heightMm()));
    }

    private List<Basket.Gone> gone(List<ProductId> products) {
        Map<ProductId, String> names = new HashMap<>();
        db.sql("select id, name from market.once_public(cast(:ids as uuid[]))")
                .param("ids", products.stream().map(ProductId::value).toArray(UUID[]::new))
                .query(row -> {
                    names.put(new ProductId(row.getObject("id", UUID.class)), row.getString("name"));
                });
        return products.stream()
                .map(product -> new Basket.Gone(product, names.getOrDefault(product, "")))
                .toList();
    }
}
