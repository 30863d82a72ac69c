package id.cemara.market.buying;

import id.cemara.market.ordering.Checkout;
import id.cemara.market.ordering.CheckoutForm;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.market.shop.DeliveryFees;
import id.cemara.market.shop.DeliveryFees.Option;
import id.cemara.market.shop.Shop;
import id.cemara.market.shop.Shops;
import id.cemara.platform.Idempotency;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Turns what a buyer chose on the checkout page into orders. Each page carries an idempotency key, so a
/// repeated submit creates its orders only once.
@Component
record CheckoutOrders(Baskets baskets, Shops shops, DeliveryFees delivery, Orders orders, Idempotency idempotency) {

    /// Marks a problem of the basket as a changed price.
    static final String PRICE = "price";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_TRIES = 3;

    /// The orders of a checkout, stored as JSON as the answer to a repeated submit.
    record PlacedCheckout(List<OrderCookie.Placed> orders) {}

    /// The page's cart was ordered or emptied in another tab, so nothing may be ordered from this page.
    static final class CartGone extends RuntimeException {}

    /// The choices for one group.
    private record Chosen(
            Basket.Group group,
            @Nullable Option option,
            @Nullable String payment) {}

    /// Places the page's checkout, or returns the answer that was stored when it was first submitted,
    /// without looking at cart, prices or stock again.
    ///
    /// @param cart as shown on the page
    /// @param kept the browser's present cart
    PlacedCheckout place(Cart cart, Cart kept, Map<String, String> typed) {
        String key = typed.getOrDefault("key", "");
        List<String> tokens =
                cart.lines().stream().map(line -> OrderTokens.make()).toList();
        Map<String, String> asked = new LinkedHashMap<>(typed);
        asked.remove("key");
        for (int tries = 1; ; tries++) {
            try {
                String answer = OrderTokens.asHolder(
                        tokens,
                        () -> idempotency
                                .created(key, "buyer", "POST /keranjang/pesan", asked, () -> {
                                    if (!kept.isStill(cart)) {
                                        throw new CartGone();
                                    }
                                    PlacedCheckout made = place(cart, typed, tokens);
                                    return new Idempotency.Created(
                                            "/pesanan/"
                                                    + made.orders().getFirst().code(),
                                            made);
                                })
                                .getBody());
                return JSON.readValue(Objects.requireNonNull(answer), PlacedCheckout.class);
            } catch (PessimisticLockingFailureException e) {
                // Checkouts of several groups can deadlock; the database lets one of them win, the other is
                // retried.
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /// @param tokens of the current holder, at least one for each product
    private PlacedCheckout place(Cart cart, Map<String, String> typed, List<String> tokens) {
        Basket basket = baskets.of(cart);
        requireOrderable(basket);
        List<FieldProblem> problems = new ArrayList<>();
        List<Checkout> checkouts = checkouts(chosen(basket, typed), typed, problems);
        if (!problems.isEmpty()) {
            throw new Refused(new InvalidFields(problems));
        }
        requireUnchanged(typed, basket);
        List<OrderCookie.Placed> made = new ArrayList<>();
        int used = 0;
        for (Checkout checkout : checkouts) {
            int from = used;
            used += checkout.lines().size();
            for (PlacedOrder order : orders.place(checkout, tokens.subList(from, used))) {
                requireAsShown(typed, order.order());
                made.add(new OrderCookie.Placed(order.code(), order.token()));
            }
        }
        return new PlacedCheckout(made);
    }

    /// Refuses if a product shown on the page is no longer sold, has an obstacle, or is too heavy to
    /// deliver.
    private static void requireOrderable(Basket basket) {
        boolean isStuck = !basket.gone().isEmpty()
                || basket.items().stream().anyMatch(item -> item.isAside() || item.isTooHeavy());
        if (isStuck) {
            throw Refused.field("basket", "stuck");
        }
    }

    /// Refuses if the goods of a group no longer cost what the page showed; the page then shows the new
    /// prices.
    private static void requireUnchanged(Map<String, String> typed, Basket basket) {
        List<FieldProblem> problems = new ArrayList<>();
        for (Basket.Group group : basket.groups()) {
            if (!String.valueOf(group.total()).equals(typed.get("barang-" + group.slug()))) {
                problems.add(new FieldProblem("basket", PRICE));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refused(new InvalidFields(problems));
        }
    }

    /// Compares the order just placed to the rupiah with the page. Refusing rolls all orders back.
    private static void requireAsShown(Map<String, String> typed, OrderView order) {
        boolean isSame = String.valueOf(order.goodsTotal()).equals(typed.get("barang-" + order.groupSlug()))
                && typed.getOrDefault("antar-" + order.groupSlug(), "").endsWith("=" + order.deliveryFee());
        if (!isSame) {
            throw Refused.field("basket", PRICE);
        }
    }

    private List<Chosen> chosen(Basket basket, Map<String, String> typed) {
        Map<GroupId, Shop> all =
                shops.of(basket.groups().stream().map(Basket.Group::id).toList());
        return basket.ordered().stream()
                .map(group -> {
                    Shop shop = Objects.requireNonNull(all.get(group.id()));
                    String wanted = typed.getOrDefault("antar-" + group.slug(), "");
                    Option option = delivery.options(shop, group.total(), group.parcels()).stream()
                            .filter(each -> each.key().equals(wanted))
                            .findFirst()
                            .orElse(null);
                    return new Chosen(group, option, typed.get("bayar-" + group.slug()));
                })
                .toList();
    }

    /// Combines groups with the same delivery and payment into one checkout; usually there is just one.
    private static List<Checkout> checkouts(
            List<Chosen> chosen, Map<String, String> typed, List<FieldProblem> problems) {
        Map<List<Object>, List<Chosen>> alike = new LinkedHashMap<>();
        for (Chosen one : chosen) {
            if (one.option() == null) {
                String field = "antar-" + one.group().slug();
                problems.add(new FieldProblem(field, typed.containsKey(field) ? "fee-changed" : "required"));
            }
            DeliveryChoice choice =
                    one.option() == null ? DeliveryChoice.PICKUP : one.option().choice();
            alike.computeIfAbsent(List.of(choice, String.valueOf(one.payment())), same -> new ArrayList<>())
                    .add(one);
        }
        List<Checkout> checkouts = new ArrayList<>();
        for (List<Chosen> same : alike.values()) {
            try {
                checkouts.add(form(same, typed).read());
            } catch (Refused refused) {
                if (refused.problem() instanceof InvalidFields invalid) {
                    invalid.fields().forEach(field -> add(field, same, problems));
                } else {
                    throw refused;
                }
            }
        }
        return checkouts;
    }

    private static CheckoutForm form(List<Chosen> same, Map<String, String> typed) {
        Option option = same.getFirst().option();
        DeliveryChoice choice = option == null ? DeliveryChoice.PICKUP : option.choice();
        boolean isInvoice = "invoice".equals(same.getFirst().payment());
        return new CheckoutForm(
                same.stream()
                        .flatMap(one -> one.group().items().stream())
                        .map(item -> new CheckoutForm.Line(item.slug(), String.valueOf(item.quantity())))
                        .toList(),
                typed.get("name"),
                typed.get("phone"),
                choice.to() == null ? null : typed.get("address"),
                typed.get("note"),
                isInvoice ? typed.get("institution") : null,
                choice.method().key(),
                choice.to() == null ? null : choice.to().value(),
                choice.courier(),
                same.getFirst().payment());
    }

    /// The problems of a refused checkout at the page's fields.
    List<FieldProblem> onPage(List<FieldProblem> refused, Basket basket, Map<String, String> typed) {
        List<Chosen> chosen = chosen(basket, typed);
        List<FieldProblem> problems = new ArrayList<>();
        for (FieldProblem problem : refused) {
            String field = problem.field();
            boolean isOnPage = !field.contains(".") && !field.startsWith("lines") && !field.equals("payment");
            if (isOnPage) {
                problems.add(problem);
            } else {
                add(problem, chosen, problems);
            }
        }
        return problems;
    }

    /// Maps a problem of the checkout to the page's field. Reports each field once.
    private static void add(FieldProblem problem, List<Chosen> same, List<FieldProblem> problems) {
        String field = problem.field();
        List<String> places =
                switch (field.split("[.\\[]", 2)[0]) {
                    case "buyer" -> List.of(field.substring("buyer.".length()));
                    case "delivery" ->
                        same.stream().map(one -> "antar-" + one.group().slug()).toList();
                    case "payment" ->
                        same.stream().map(one -> "bayar-" + one.group().slug()).toList();
                    default -> List.of("basket");
                };
        for (String place : places) {
            if (problems.stream().noneMatch(known -> known.field().equals(place))) {
                problems.add(new FieldProblem(place, problem.expected(), problem.arguments()));
            }
        }
    }
}
