package id.cemara.market.ordering;

import id.cemara.market.catalog.Buyable;
import id.cemara.market.shop.Delivery;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.market.shop.DeliveryFees;
import id.cemara.market.shop.DeliveryFees.Parcel;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.Payments;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Prices a checkout at this moment's prices and lists what prevents it from being placed. Amounts are
/// whole rupiah in exact arithmetic: one that exceeds a limit is a problem of the field, never a wrapped
/// figure.
@Component
public class PriceList {

    /// The largest goods total of an order, in rupiah; a check of the table has the same limit.
    static final long MOST_GOODS = 1_000_000_000_000L;

    /// The largest delivery fee of an order, in rupiah; a check of the table has the same limit.
    static final long MOST_FEE = 1_000_000_000L;

    private final JdbcClient db;
    private final Payments payments;
    private final DeliveryFees fees;
    private final Clock clock;

    PriceList(JdbcClient db, Payments payments, DeliveryFees fees, Clock clock) {
        this.db = db;
        this.payments = payments;
        this.fees = fees;
        this.clock = clock;
    }

    /// A published product of an open group, for the quantity that the checkout asks for.
    ///
    /// @param unitPrice rupiah for one, at the price step of that quantity
    /// @param limits what one buyer can buy of it
    /// @param available how many are free now; null if made to order
    /// @param whatsapp the group's number, E.164; null if it gave none
    record Product(
            UUID id,
            String slug,
            String name,
            String unit,
            long unitPrice,
            Buyable limits,
            int minQuantity,
            @Nullable Integer maxQuantity,
            @Nullable Integer available,
            int leadDays,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm,
            UUID group,
            String areaCode,
            String groupName,
            String groupSlug,
            @Nullable String whatsapp,
            boolean takesCod,
            boolean takesInstitutions,
            Set<Delivery> deliveries) {}

    /// A priced checkout.
    ///
    /// @param whatsapp numbers of the groups that gave one, E.164
    public record Priced(Quote quote, Map<UUID, String> whatsapp) {

        /// @throws Refused with all problems of the quote, if there are any
        void refuseProblems() {
            if (!quote.problems().isEmpty()) {
                throw new Refused(new InvalidFields(quote.problems()));
            }
        }
    }

    /// Prices the checkout.
    ///
    /// @param only the only group whose products are accepted; null for any
    /// @param needsOffers whether to look up every payment method that the groups offer, even if the chosen
    /// one is not pay-first
    public Priced price(Checkout checkout, @Nullable UUID only, boolean needsOffers) {
        Map<String, Integer> quantities = new LinkedHashMap<>();
        Map<String, Integer> index = new HashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < checkout.lines().size(); i++) {
            Checkout.Line line = checkout.lines().get(i);
            if (line.quantity() < 1 || line.quantity() > MOST_QUANTITY) {
                problems.add(new FieldProblem("lines[" + i + "].quantity", "quantity", List.of(MOST_QUANTITY)));
                continue;
            }
            index.putIfAbsent(line.product(), i);
            quantities.merge(line.product(), line.quantity(), Math::addExact);
        }
        if (checkout.lines().isEmpty()) {
            problems.add(new FieldProblem("lines", "required"));
        } else if (checkout.lines().size() > Checkout.MOST_LINES) {
            problems.add(new FieldProblem("lines", "too-many-lines", List.of(Checkout.MOST_LINES)));
            return new Priced(new Quote(List.of(), problems, 0), Map.of());
        }
        Map<String, Product> products = products(quantities);
        Map<UUID, List<Product>> byGroup = new TreeMap<>();
        quantities.forEach((slug, quantity) -> {
            Product product = products.get(slug);
            String field = "lines[" + index.get(slug) + "]";
            if (product == null || (only != null && !only.equals(product.group()))) {
                problems.add(new FieldProblem(field + ".product", "sold-product"));
                return;
            }
            check(product, quantity, only == null, field, problems);
            byGroup.computeIfAbsent(product.group(), id -> new ArrayList<>()).add(product);
        });
        Map<UUID, Set<PaymentMethod>> offered =
                needsOffers || checkout.payment().isPayFirst() ? payments.methodsOf(byGroup.keySet()) : Map.of();
        List<Quote.Group> groups = new ArrayList<>();
        Map<UUID, String> whatsapp = new HashMap<>();
        long total = 0;
        for (Map.Entry<UUID, List<Product>> entry : byGroup.entrySet()) {
            Quote.Group group = group(
                    entry.getValue(),
                    quantities,
                    index,
                    checkout,
                    offered.getOrDefault(entry.getKey(), Set.of()),
                    problems);
            groups.add(group);
            total = Math.addExact(total, group.total());
            String number = entry.getValue().getFirst().whatsapp();
            if (number != null) {
                whatsapp.put(entry.getKey(), number);
            }
        }
        return new Priced(new Quote(groups, problems, total), whatsapp);
    }

    private static final int MOST_QUANTITY = 100_000;

    /// @param isShared whether the limits for buyers apply; an order that the group records is exempt
    private static void check(
            Product product, int quantity, boolean isShared, String field, List<FieldProblem> problems) {
        if (isShared && product.limits().isBlocked()) {
            problems.add(new FieldProblem(
                    field + ".quantity",
                    "quantity-nothing-between",
                    List.of(product.minQuantity(), product.limits().atMost(), product.unit())));
            return;
        }
        if (quantity < product.minQuantity()) {
            problems.add(new FieldProblem(
                    field + ".quantity", "quantity-at-least", List.of(product.minQuantity(), product.unit())));
        }
        int most = product.maxQuantity() == null ? MOST_QUANTITY : product.maxQuantity();
        if (quantity > most) {
            problems.add(new FieldProblem(field + ".quantity", "quantity-at-most", List.of(most, product.unit())));
        }
    }

    private Quote.Group group(
            List<Product> products,
            Map<String, Integer> quantities,
            Map<String, Integer> index,
            Checkout checkout,
            Set<PaymentMethod> offered,
            List<FieldProblem> problems) {
        Product one = products.getFirst();
        List<Quote.Line> lines = new ArrayList<>();
        long goods = 0;
        for (Product product : products) {
            int quantity = quantities.getOrDefault(product.slug(), 0);
            long unit = product.unitPrice();
            long total = Math.multiplyExact(unit, quantity);
            goods = Math.addExact(goods, total);
            lines.add(new Quote.Line(
                    index.getOrDefault(product.slug(), 0),
                    product.id(),
                    product.slug(),
                    product.name(),
                    product.unit(),
                    quantity,
                    unit,
                    total,
                    product.available(),
                    product.minQuantity(),
                    product.maxQuantity(),
                    product.leadDays()));
        }
        if (goods > MOST_GOODS) {
            problems.add(new FieldProblem("lines", "total-at-most", List.of(MOST_GOODS)));
        }
        Set<PaymentMethod> methods = EnumSet.noneOf(PaymentMethod.class);
        methods.addAll(offered);
        if (one.takesCod()) {
            methods.add(PaymentMethod.COD);
        }
        if (one.takesInstitutions()) {
            methods.add(PaymentMethod.INVOICE);
        }
        boolean isUncollected = checkout.payment() == PaymentMethod.COD && !fees.takesCash(checkout.delivery());
        if (isUncollected && methods.contains(PaymentMethod.COD)) {
            problems.add(new FieldProblem("payment", "cash-not-collected"));
        }
        if (!methods.contains(checkout.payment())) {
            problems.add(new FieldProblem(
                    "payment", methods.isEmpty() ? "order-no-payment" : "offered-payment", List.of(one.groupName())));
        }
        Long fee = fee(one, products, quantities, checkout.delivery(), problems);
        return new Quote.Group(
                one.group(),
                one.groupName(),
                one.groupSlug(),
                one.areaCode(),
                lines,
                goods,
                fee,
                Math.addExact(goods, fee == null ? 0 : fee),
                one.deliveries(),
                methods,
                one.takesInstitutions());
    }

    private @Nullable Long fee(
            Product one,
            List<Product> products,
            Map<String, Integer> quantities,
            DeliveryChoice choice,
            List<FieldProblem> problems) {
        if (!one.deliveries().contains(choice.method())) {
            problems.add(new FieldProblem(
                    "delivery.method",
                    one.deliveries().isEmpty() ? "order-no-delivery" : "offered-delivery",
                    List.of(one.groupName())));
            return null;
        }
        if (choice.method() == Delivery.PICKUP) {
            return 0L;
        }
        List<Parcel> parcels = products.stream()
                .map(product -> new Parcel(
                        product.id(),
                        quantities.getOrDefault(product.slug(), 0),
                        product.weightGrams(),
                        product.lengthMm(),
                        product.widthMm(),
                        product.heightMm()))
                .toList();
        try {
            long rupiah = fees.fee(one.group(), choice, parcels);
            if (rupiah < 0 || rupiah > MOST_FEE) {
                throw new IllegalStateException("a fee of " + rupiah);
            }
            return rupiah;
        } catch (Refused refused) {
            if (refused.problem() instanceof InvalidFields fields) {
                problems.addAll(fields.fields());
                return null;
            }
            throw refused;
        }
    }

    /// The products on sale now, by slug.
    ///
    /// @param quantities asked for, by slug
    private Map<String, Product> products(Map<String, Integer> quantities) {
        List<String> slugs = List.copyOf(quantities.keySet());
        Map<String, Product> found = new HashMap<>();
        db.sql("""
                select p.id, p.slug, p.name, p.unit, p.min_quantity, p.max_quantity, p.lead_days,
                       market.unit_price(p.id, p.price, q.quantity) as unit_price,
                       p.weight_grams, p.length_mm, p.width_mm, p.height_mm, p.group_id, p.area_code,
                       s.name as group_name, s.slug as group_slug, h.whatsapp,
                       coalesce(h.takes_cod, true) and (w.pickup or w.own or w.courier_cash) as takes_cod,
                       coalesce(h.takes_institutions, false) as takes_institutions,
                       w.pickup, w.own, w.courier, b.available, b.share, b.at_least, b.most, b.obstacle, p.kind = 'ready' as is_ready
                  from unnest(cast(:slugs as text[]), cast(:quantities as bigint[])) as q (slug, quantity)
                  join market.products p on p.slug = q.slug and p.state = 'published'
                  join market.sellers s on s.group_id = p.group_id and s.is_open
                  left join market.shops h on h.group_id = p.group_id
                 cross join market.buyable(array[p.id], :today) b
                 cross join market.handing_over(p.group_id) w
                """)
                .param("slugs", slugs.toArray(String[]::new))
                .param(
                        "quantities",
                        slugs.stream()
                                .map(slug -> (long) quantities.getOrDefault(slug, 0))
                                .toArray(Long[]::new))
                .param("today", LocalDate.now(clock))
                .query((row, number) -> product(row))
                .list()
                .forEach(product -> found.put(product.slug(), product));
        return found;
    }

    private static Product product(ResultSet row) throws SQLException {
        Set<Delivery> deliveries = EnumSet.noneOf(Delivery.class);
        for (Delivery way : Delivery.values()) {
            if (row.getBoolean(way.key())) {
                deliveries.add(way);
            }
        }
        return new Product(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                row.getString("unit"),
                row.getLong("unit_price"),
                Buyable.read(row),
                row.getInt("min_quantity"),
                row.getObject("max_quantity", Integer.class),
                row.getBoolean("is_ready") ? row.getInt("available") : null,
                row.getInt("lead_days"),
                row.getObject("weight_grams", Integer.class),
                row.getObject("length_mm", Integer.class),
                row.getObject("width_mm", Integer.class),
                row.getObject("height_mm", Integer.class),
                row.getObject("group_id", UUID.class),
                row.getString("area_code"),
                row.getString("group_name"),
                row.getString("group_slug"),
                row.getString("whatsapp"),
                row.getBoolean("takes_cod"),
                row.getBoolean("takes_institutions"),
                deliveries);
    }
}
