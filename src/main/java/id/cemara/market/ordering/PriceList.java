package id.cemara.market.ordering;

import id.cemara.market.catalog.Buyable;
import id.cemara.market.shop.Delivery;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.market.shop.DeliveryFees;
import id.cemara.market.shop.DeliveryFees.Parcel;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.Payments;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.GroupId;
import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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

/// Prices a checkout at this moment's prices, or refuses it with everything that prevents it from being
/// placed. Amounts are whole rupiah in exact arithmetic: one that exceeds a limit is a problem of the
/// field, never a wrapped figure.
@Component
record PriceList(JdbcClient db, Payments payments, DeliveryFees fees, Clock clock) {

    /// The largest goods total of an order; a check of the table has the same limit.
    static final Money MOST_GOODS = new Money(1_000_000_000_000L);

    /// The largest delivery fee of an order; a check of the table has the same limit.
    static final Money MOST_FEE = new Money(1_000_000_000);

    /// What a checkout asks of a product, summed over all lines that contain it.
    ///
    /// @param index the first line that contains it, from 0
    private record Asked(int index, int quantity) {

        Asked plus(Asked more) {
            return new Asked(index, Math.addExact(quantity, more.quantity));
        }

        String field() {
            return "lines[" + index + "]";
        }
    }

    /// A published product of an open group, for the quantity that the checkout asks for.
    ///
    /// @param unitPrice of one, at the price step of that quantity
    /// @param limits what one buyer can buy of it
    /// @param whatsapp the group's number, E.164; null if it gave none
    private record Product(
            ProductId id,
            String slug,
            String name,
            String unit,
            int quantity,
            Money unitPrice,
            Buyable limits,
            int minQuantity,
            @Nullable Integer maxQuantity,
            @Nullable Integer weightGrams,
            @Nullable Integer lengthMm,
            @Nullable Integer widthMm,
            @Nullable Integer heightMm,
            GroupId group,
            String areaCode,
            String groupName,
            @Nullable String whatsapp,
            boolean takesCod,
            boolean takesInstitutions,
            Set<Delivery> deliveries) {

        Parcel parcel() {
            return new Parcel(id, quantity, weightGrams, lengthMm, widthMm, heightMm);
        }
    }

    /// Prices the checkout: a quote for each group.
    ///
    /// @param only the only group whose products are accepted; null for any
    /// @throws Refused with all invalid fields, such as `lines[0].quantity`, `delivery.method` or
    /// `payment`. Insufficient stock is not among them: the goods are reserved afterwards
    List<Quote> price(Checkout checkout, @Nullable GroupId only) {
        List<FieldProblem> problems = new ArrayList<>();
        Map<String, Asked> asked = asked(checkout, problems);
        Map<String, Product> products = products(asked);
        Map<GroupId, List<Product>> byGroup = new TreeMap<>(Comparator.comparing(GroupId::value));
        asked.forEach((slug, line) -> {
            Product product = products.get(slug);
            if (product == null || (only != null && !only.equals(product.group()))) {
                problems.add(new FieldProblem(line.field() + ".product", "sold-product"));
                return;
            }
            check(product, only == null, line.field() + ".quantity", problems);
            byGroup.computeIfAbsent(product.group(), id -> new ArrayList<>()).add(product);
        });
        Map<GroupId, Set<PaymentMethod>> offered =
                checkout.payment().isPayFirst() ? payments.methodsOf(byGroup.keySet()) : Map.of();
        List<Quote> quotes = new ArrayList<>();
        byGroup.forEach(
                (group, goods) -> quotes.add(quote(goods, checkout, offered.getOrDefault(group, Set.of()), problems)));
        if (!problems.isEmpty()) {
            throw new Refused(new InvalidFields(problems));
        }
        return quotes;
    }

    private static Map<String, Asked> asked(Checkout checkout, List<FieldProblem> problems) {
        Map<String, Asked> asked = new LinkedHashMap<>();
        for (int i = 0; i < checkout.lines().size(); i++) {
            Checkout.Line line = checkout.lines().get(i);
            if (line.quantity() < 1 || line.quantity() > CheckoutForm.MOST) {
                problems.add(new FieldProblem("lines[" + i + "].quantity", "quantity", List.of(CheckoutForm.MOST)));
                continue;
            }
            asked.merge(line.product(), new Asked(i, line.quantity()), Asked::plus);
        }
        if (checkout.lines().isEmpty()) {
            problems.add(new FieldProblem("lines", "required"));
        } else if (checkout.lines().size() > Checkout.MOST_LINES) {
            problems.add(new FieldProblem("lines", "too-many-lines", List.of(Checkout.MOST_LINES)));
            throw new Refused(new InvalidFields(problems));
        }
        return asked;
    }

    /// @param isShared whether the limits for buyers apply; an order that the group records is exempt
    private static void check(Product product, boolean isShared, String field, List<FieldProblem> problems) {
        if (isShared && product.limits().isBlocked()) {
            problems.add(new FieldProblem(
                    field,
                    "quantity-nothing-between",
                    List.of(product.minQuantity(), product.limits().atMost(), product.unit())));
            return;
        }
        if (product.quantity() < product.minQuantity()) {
            problems.add(new FieldProblem(field, "quantity-at-least", List.of(product.minQuantity(), product.unit())));
        }
        int most = product.maxQuantity() == null ? CheckoutForm.MOST : product.maxQuantity();
        if (product.quantity() > most) {
            problems.add(new FieldProblem(field, "quantity-at-most", List.of(most, product.unit())));
        }
    }

    /// @param products of one group, at least one
    /// @param payFirst the pay-first methods that the group accepts now
    private Quote quote(
            List<Product> products, Checkout checkout, Set<PaymentMethod> payFirst, List<FieldProblem> problems) {
        Product one = products.getFirst();
        List<Quote.Line> lines = new ArrayList<>();
        Money goods = Money.ZERO;
        for (Product product : products) {
            Money total = product.unitPrice().times(product.quantity());
            goods = goods.plus(total);
            lines.add(new Quote.Line(
                    lines.size() + 1,
                    product.id(),
                    product.slug(),
                    product.name(),
                    product.unit(),
                    product.quantity(),
                    product.unitPrice(),
                    total));
        }
        if (goods.isMoreThan(MOST_GOODS)) {
            problems.add(new FieldProblem("lines", "total-at-most", List.of(MOST_GOODS.rupiah())));
        }
        checkPayment(one, checkout, payFirst, problems);
        Money fee = fee(one, products, checkout.delivery(), problems);
        return new Quote(one.group(), one.areaCode(), one.whatsapp(), lines, goods, fee);
    }

    /// @param one any product of the group
    private void checkPayment(
            Product one, Checkout checkout, Set<PaymentMethod> payFirst, List<FieldProblem> problems) {
        Set<PaymentMethod> methods = EnumSet.noneOf(PaymentMethod.class);
        methods.addAll(payFirst);
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
    }

    /// The delivery fee; zero if there is a problem with the delivery.
    private Money fee(Product one, List<Product> products, DeliveryChoice choice, List<FieldProblem> problems) {
        if (!one.deliveries().contains(choice.method())) {
            problems.add(new FieldProblem(
                    "delivery.method",
                    one.deliveries().isEmpty() ? "order-no-delivery" : "offered-delivery",
                    List.of(one.groupName())));
            return Money.ZERO;
        }
        if (choice.method() == Delivery.PICKUP) {
            return Money.ZERO;
        }
        try {
            Money fee = fees.fee(
                    one.group(), choice, products.stream().map(Product::parcel).toList());
            if (fee.isMoreThan(MOST_FEE)) {
                throw new IllegalStateException("a fee of " + fee);
            }
            return fee;
        } catch (Refused refused) {
            if (refused.problem() instanceof InvalidFields fields) {
                problems.addAll(fields.fields());
                return Money.ZERO;
            }
            throw refused;
        }
    }

    /// The products on sale now, by slug.
    private Map<String, Product> products(Map<String, Asked> asked) {
        Map<String, Product> found = new HashMap<>();
        db.sql("""
                select p.id, p.slug, p.name, p.unit, q.quantity, p.min_quantity, p.max_quantity,
                       market.unit_price(p.id, p.price, q.quantity) as unit_price,
                       p.weight_grams, p.length_mm, p.width_mm, p.height_mm, p.group_id, p.area_code,
                       s.name as group_name, h.whatsapp,
                       coalesce(h.takes_cod, true) and (w.pickup or w.own or w.courier_cash) as takes_cod,
                       coalesce(h.takes_institutions, false) as takes_institutions,
                       w.pickup, w.own, w.courier, b.available, b.share, b.at_least, b.most, b.obstacle
                  from unnest(cast(:slugs as text[]), cast(:quantities as bigint[])) as q (slug, quantity)
                  join market.products p on p.slug = q.slug and p.state = 'published'
                  join market.sellers s on s.group_id = p.group_id and s.is_open
                  left join market.shops h on h.group_id = p.group_id
                 cross join market.buyable(array[p.id], :today) b
                 cross join market.handing_over(p.group_id) w
                """)
                .param("slugs", asked.keySet().toArray(String[]::new))
                .param(
                        "quantities",
                        asked.values().stream()
                                .map(line -> (long) line.quantity())
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
                new ProductId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getString("unit"),
                row.getInt("quantity"),
                new Money(row.getLong("unit_price")),
                Buyable.read(row),
                row.getInt("min_quantity"),
                row.getObject("max_quantity", Integer.class),
                row.getObject("weight_grams", Integer.class),
                row.getObject("length_mm", Integer.class),
                row.getObject("width_mm", Integer.class),
                row.getObject("height_mm", Integer.class),
                new GroupId(row.getObject("group_id", UUID.class)),
                row.getString("area_code"),
                row.getString("group_name"),
                row.getString("whatsapp"),
                row.getBoolean("takes_cod"),
                row.getBoolean("takes_institutions"),
                deliveries);
    }
}
