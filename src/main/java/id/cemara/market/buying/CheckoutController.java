package id.cemara.market.buying;

import id.cemara.market.ordering.Checkout;
import id.cemara.market.ordering.CheckoutForm;
import id.cemara.market.ordering.OrderProblem;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.PlacedOrder;
import id.cemara.market.shop.DeliveryChoice;
import id.cemara.market.shop.DeliveryFees;
import id.cemara.market.shop.DeliveryFees.Option;
import id.cemara.market.shop.Shop;
import id.cemara.market.shop.Shops;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentProblem;
import id.cemara.payment.Payments;
import id.cemara.platform.Idempotency;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.InvalidParameter;
import id.cemara.shared.RequestProblem.KeyReused;
import id.cemara.shell.Frame;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/// The checkout page `/keranjang/pesan`: buyer, delivery and payment, with the total of every choice before
/// the last step. Each page carries an idempotency key, so a repeated submit creates its orders only once.
@Controller
@RequestMapping("/keranjang/pesan")
class CheckoutController {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_TRIES = 3;
    private static final String ELSEWHERE = "redirect:/keranjang?kabar=elsewhere";

    /// Marks a problem of the basket as a changed price.
    private static final String PRICE = "price";

    private final CartCookie cartCookie;
    private final OrderCookie orderCookie;
    private final Baskets baskets;
    private final Shops shops;
    private final DeliveryFees delivery;
    private final Payments payments;
    private final Orders orders;
    private final Idempotency idempotency;
    private final Frames frames;

    CheckoutController(
            CartCookie cartCookie,
            OrderCookie orderCookie,
            Baskets baskets,
            Shops shops,
            DeliveryFees delivery,
            Payments payments,
            Orders orders,
            Idempotency idempotency,
            Frames frames) {
        this.cartCookie = cartCookie;
        this.orderCookie = orderCookie;
        this.baskets = baskets;
        this.shops = shops;
        this.delivery = delivery;
        this.payments = payments;
        this.orders = orders;
        this.idempotency = idempotency;
        this.frames = frames;
    }

    /// The orders of a checkout, stored as JSON as the answer to a repeated submit.
    record PlacedCheckout(List<OrderWithToken> orders) {}

    record OrderWithToken(String code, String token) {

        @Override
        public String toString() {
            return "OrderWithToken[" + code + "]";
        }
    }

    /// The page's cart was ordered or emptied in another tab, so nothing may be ordered from this page.
    private static final class CartGone extends RuntimeException {}

    /// The choices for one group.
    private record Chosen(
            Basket.Group group,
            @Nullable Option option,
            @Nullable String payment) {}

    @GetMapping
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        Cart cart = cartCookie.read(request).cart();
        Basket basket = baskets.of(cart);
        if (!basket.isReady()) {
            return "redirect:/keranjang?kabar=" + (basket.isEmpty() ? "empty" : "stuck");
        }
        CheckoutView view = view(cart, basket, UUID.randomUUID().toString());
        Map<String, String> values = new HashMap<>();
        for (CheckoutView.Group group : view.groups()) {
            if (!group.options().isEmpty()) {
                values.put(
                        "antar-" + group.basket().slug(),
                        group.options().getFirst().key());
            }
            if (group.payments().size() == 1) {
                values.put(
                        "bayar-" + group.basket().slug(),
                        group.payments().keySet().iterator().next());
            }
        }
        return page(view, Form.of(values), response, model);
    }

    @PostMapping
    String place(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Cart cart = cartCookie.parse(typed.getOrDefault("cart", "")).cart();
        if (cart.isEmpty()) {
            return "redirect:/keranjang?kabar=empty";
        }
        if (typed.containsKey("take")) {
            return takeWhatIsLeft(cart, baskets.of(cart), typed, request, response, model);
        }
        Cart kept = cartCookie.read(request).cart();
        PlacedCheckout made;
        try {
            made = placed(cart, kept, typed);
        } catch (CartGone gone) {
            return ELSEWHERE;
        } catch (Refused refused) {
            return refused(refused, cart, typed, response, model);
        }
        made.orders().forEach(order -> orderCookie.keep(order.code(), order.token(), response));
        orderCookie.keepPlaced(
                made.orders().stream()
                        .map(order -> new OrderCookie.Placed(order.code(), order.token()))
                        .toList(),
                response);
        cartCookie.write(kept.after(cart), response);
        return "redirect:/pesanan/" + made.orders().getFirst().code();
    }

    /// Places the page's checkout, or returns the answer that was stored when it was first submitted,
    /// without looking at cart, prices or stock again.
    ///
    /// @param cart as shown on the page
    /// @param kept the browser's present cart
    private PlacedCheckout placed(Cart cart, Cart kept, Map<String, String> typed) {
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
        List<OrderWithToken> made = new ArrayList<>();
        int used = 0;
        for (Checkout checkout : checkouts) {
            int from = used;
            used += checkout.lines().size();
            for (PlacedOrder order : orders.place(checkout, tokens.subList(from, used))) {
                requireAsShown(typed, order.order());
                made.add(new OrderWithToken(order.code(), order.token()));
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
            throw new Refused(new InvalidFields(List.of(new FieldProblem("basket", "stuck"))));
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
            throw new Refused(new InvalidFields(List.of(new FieldProblem("basket", PRICE))));
        }
    }

    private List<Chosen> chosen(Basket basket, Map<String, String> typed) {
        Map<UUID, Shop> all =
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

    private String refused(
            Refused refused, Cart cart, Map<String, String> typed, HttpServletResponse response, Model model) {
        Basket basket = baskets.of(cart);
        List<Chosen> chosen = chosen(basket, typed);
        String key = typed.getOrDefault("key", "");
        Form form = Form.of(typed);
        switch (refused.problem()) {
            case InvalidFields invalid -> {
                List<FieldProblem> problems = new ArrayList<>();
                invalid.fields().forEach(field -> {
                    boolean isOurs =
                            !field.field().contains(".") && !field.field().startsWith("lines");
                    if (isOurs && !field.field().equals("payment")) {
                        problems.add(field);
                    } else {
                        add(field, chosen, problems);
                    }
                });
                List<FieldProblem> limits = problems.stream()
                        .filter(each -> each.field().equals("basket")
                                && !each.expected().equals(PRICE))
                        .toList();
                if (!limits.isEmpty() && (!basket.isReady() || !basket.aside().isEmpty())) {
                    return "redirect:/keranjang?kabar=stuck";
                }
                form = new Form(
                        typed,
                        problems.stream()
                                .filter(each -> !each.field().equals("basket"))
                                .toList());
                model.addAttribute("changed", problems.size() > form.problems().size() + limits.size());
                if (!limits.isEmpty()) {
                    model.addAttribute("problem", said(limits.getFirst()));
                }
            }
            case OrderProblem.TooLittleStock few -> model.addAttribute("few", few.lines());
            case OrderProblem problem -> model.addAttribute("problem", said(problem));
            case PaymentProblem problem -> model.addAttribute("problem", said(problem));
            case KeyReused reused -> {
                // This page's orders exist already; with other values it would be another order.
                return "redirect:/keranjang?kabar=ordered";
            }
            case InvalidParameter parameter -> key = UUID.randomUUID().toString();
            default -> throw refused;
        }
        if (basket.ordered().isEmpty()) {
            return "redirect:/keranjang?kabar=stuck";
        }
        response.setStatus(refused.problem().status());
        return page(view(cart, basket, key), form, response, model);
    }

    private String said(FieldProblem limit) {
        Frame frame = frames.current();
        return frame.t(
                "shell.field.wrong",
                frame.t("expected." + limit.expected(), limit.arguments().toArray()));
    }

    private String said(Problem problem) {
        return frames.current().t(problem);
    }

    /// The buyer accepts the quantities still available. Products added to the cart after this page was
    /// opened stay.
    private String takeWhatIsLeft(
            Cart cart,
            Basket basket,
            Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Cart kept = cartCookie.read(request).cart();
        if (!kept.isStill(cart)) {
            return ELSEWHERE;
        }
        Cart left = possible(cart, basket);
        cartCookie.write(possible(kept, basket), response);
        Basket now = baskets.of(left);
        if (!now.isReady()) {
            return "redirect:/keranjang?kabar=stuck";
        }
        model.addAttribute("taken", true);
        return page(view(left, now, UUID.randomUUID().toString()), Form.of(typed), response, model);
    }

    /// The cart with each quantity changed to the nearest that can be ordered.
    private static Cart possible(Cart cart, Basket basket) {
        Cart left = cart;
        for (Basket.Gone gone : basket.gone()) {
            left = left.without(List.of(gone.product()));
        }
        for (Basket.Item item : basket.items()) {
            if (!item.isAside() && left.quantityOf(item.product()) > 0) {
                left = left.with(item.product(), item.possible(), item.listPrice());
            }
        }
        return left;
    }

    private CheckoutView view(Cart cart, Basket basket, String key) {
        List<Basket.Group> ordered = basket.ordered();
        List<UUID> ids = ordered.stream().map(Basket.Group::id).toList();
        Map<UUID, Shop> all = shops.of(ids);
        Map<UUID, Set<PaymentMethod>> offered = payments.methodsOf(ids);
        List<CheckoutView.Group> groups = ordered.stream()
                .map(group -> {
                    Shop shop = Objects.requireNonNull(all.get(group.id()));
                    return new CheckoutView.Group(
                            group,
                            shop,
                            delivery.options(shop, group.total(), group.parcels()),
                            payments(shop, offered.getOrDefault(group.id(), Set.of())));
                })
                .toList();
        Cart part =
                cart.without(basket.aside().stream().map(Basket.Item::product).toList());
        return new CheckoutView(
                groups, basket.aside().stream().map(Basket.Item::name).toList(), cartCookie.text(part), key);
    }

    private Map<String, String> payments(Shop shop, Set<PaymentMethod> offered) {
        Map<String, String> words = new LinkedHashMap<>();
        for (PaymentMethod method : PaymentMethod.values()) {
            boolean isOffered =
                    switch (method) {
                        case QRIS, TRANSFER, GATEWAY -> offered.contains(method);
                        case COD -> shop.takesCod();
                        case INVOICE -> shop.takesInstitutions();
                    };
            if (isOffered) {
                words.put(method.key(), frames.current().t("market.cart.payment." + method.key()));
            }
        }
        return words;
    }

    private static String page(CheckoutView view, Form form, HttpServletResponse response, Model model) {
        response.setHeader("Cache-Control", "private, no-store");
        model.addAttribute("view", view);
        model.addAttribute("form", form);
        return "market/buying/checkout";
    }
}
