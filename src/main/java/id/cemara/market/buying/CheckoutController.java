package id.cemara.market.buying;

import id.cemara.market.ordering.steps.OrderProblem;
import id.cemara.market.shop.DeliveryFees;
import id.cemara.market.shop.Shop;
import id.cemara.market.shop.Shops;
import id.cemara.payment.PaymentMethod;
import id.cemara.payment.PaymentProblem;
import id.cemara.payment.Payments;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.GroupId;
import id.cemara.shared.Problem;
import id.cemara.shared.Refused;
import id.cemara.shared.RequestProblem.InvalidFields;
import id.cemara.shared.RequestProblem.InvalidParameter;
import id.cemara.shared.RequestProblem.KeyReused;
import id.cemara.shell.Frames;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The checkout page `/keranjang/pesan`: buyer, delivery and payment, with the total of every choice before
/// the last step. Each page carries an idempotency key, so a repeated submit creates its orders only once.
@Controller
@RequestMapping("/keranjang/pesan")
record CheckoutController(
        CartCookie cartCookie,
        OrderCookie orderCookie,
        Baskets baskets,
        Shops shops,
        DeliveryFees delivery,
        Payments payments,
        CheckoutOrders orders,
        Frames frames) {

    private static final String ELSEWHERE = "redirect:/keranjang?kabar=elsewhere";

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
        CheckoutOrders.PlacedCheckout made;
        try {
            made = orders.place(cart, kept, typed);
        } catch (CheckoutOrders.CartGone gone) {
            return ELSEWHERE;
        } catch (Refused refused) {
            return refused(refused, cart, typed, response, model);
        }
        made.orders().forEach(order -> orderCookie.keep(order.code(), order.token(), response));
        orderCookie.keepPlaced(made.orders(), response);
        cartCookie.write(kept.after(cart), response);
        return "redirect:/pesanan/" + made.orders().getFirst().code();
    }

    private String refused(
            Refused refused, Cart cart, Map<String, String> typed, HttpServletResponse response, Model model) {
        Basket basket = baskets.of(cart);
        String key = typed.getOrDefault("key", "");
        Form form = Form.of(typed);
        switch (refused.problem()) {
            case InvalidFields invalid -> {
                List<FieldProblem> problems = orders.onPage(invalid.fields(), basket, typed);
                List<FieldProblem> limits = problems.stream()
                        .filter(each -> each.field().equals("basket")
                                && !each.expected().equals(CheckoutOrders.PRICE))
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
        return frames.current().t(limit);
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
        List<GroupId> ids = ordered.stream().map(Basket.Group::id).toList();
        Map<GroupId, Shop> all = shops.of(ids);
        Map<GroupId, Set<PaymentMethod>> offered = payments.methodsOf(ids);
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
        for (PaymentMethod method : shop.payments(offered)) {
            words.put(method.key(), frames.current().t("market.cart.payment." + method.key()));
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
