package id.cemara.market.buying;

import id.cemara.market.buying.Baskets.Offer;
import id.cemara.shared.FieldProblem;
import id.cemara.shared.Money;
import id.cemara.shared.Refused;
import id.cemara.shell.forms.Form;
import id.cemara.shell.forms.FormPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The cart page `/keranjang`. Works without JavaScript and without an account.
@Controller
@RequestMapping("/keranjang")
record CartController(CartCookie cookie, Baskets baskets) {

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable String kabar,
            @RequestParam(required = false) @Nullable String barang,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        CartCookie.Found found = cookie.read(request);
        model.addAttribute("news", found.isBroken() ? "broken" : news(kabar));
        model.addAttribute("newsAbout", barang == null ? "" : barang.substring(0, Math.min(120, barang.length())));
        return page(found, Form.empty(), response, model);
    }

    /// Adds a product, from its page.
    @PostMapping
    String add(
            @RequestParam(required = false) @Nullable String product,
            @RequestParam(required = false) @Nullable String quantity,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Offer> offer = product == null || product.length() > 120 ? Optional.empty() : baskets.offer(product);
        if (offer.isEmpty()) {
            return back("gone", "");
        }
        Cart cart = cookie.read(request).cart();
        Offer chosen = offer.get();
        int had = cart.quantityOf(chosen.id());
        if (had == 0 && cart.isFull()) {
            return back("full", chosen.name());
        }
        String typed = quantity == null ? "" : quantity.strip();
        int wanted = typed.matches("\\d{1,5}") ? Integer.parseInt(typed) : 0;
        if (wanted == 0 && !typed.isEmpty()) {
            FormPages.standsOn(request, "/pasar/" + product);
            throw Refused.field("quantity", "quantity", Cart.MOST_QUANTITY);
        }
        int sum = Math.max(had + (wanted == 0 ? Math.max(1, chosen.minQuantity()) : wanted), chosen.minQuantity());
        cookie.write(cart.with(chosen.id(), sum, new Money(chosen.price())), response);
        return back("added", chosen.name());
    }

    /// Changes quantities, removes a product or goes on to the checkout, depending on the button.
    @PostMapping("/ubah")
    String change(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        CartCookie.Found found = cookie.read(request);
        if (found.cart().isEmpty() && !found.isBroken()) {
            return back("elsewhere", "");
        }
        Basket basket = baskets.of(found.cart());
        Cart cart = found.cart();
        List<FieldProblem> problems = new ArrayList<>();
        for (Basket.Gone gone : basket.gone()) {
            cart = cart.without(List.of(gone.product()));
        }
        for (Basket.Item item : basket.items()) {
            String field = "q-" + item.slug();
            String text =
                    typed.getOrDefault(field, String.valueOf(item.quantity())).strip();
            if (item.slug().equals(typed.get("remove"))) {
                cart = cart.without(List.of(item.product()));
            } else if (item.slug().equals(typed.get("take"))) {
                cart = cart.with(item.product(), item.possible(), item.listPrice());
            } else if (text.matches("\\d{1,5}")) {
                cart = cart.with(item.product(), Integer.parseInt(text), item.listPrice());
            } else {
                problems.add(new FieldProblem(field, "quantity", List.of(Cart.MOST_QUANTITY)));
            }
        }
        if (!problems.isEmpty()) {
            response.setStatus(422);
            Map<String, String> values = new HashMap<>(typed);
            model.addAttribute("news", "");
            model.addAttribute("newsAbout", "");
            return page(new CartCookie.Found(cart, false), new Form(values, problems), response, model);
        }
        cookie.write(cart, response);
        if (typed.containsKey("next")) {
            return baskets.of(cart).isReady() ? "redirect:/keranjang/pesan" : back("stuck", "");
        }
        return back(typed.containsKey("remove") ? "removed" : "", "");
    }

    private String page(CartCookie.Found found, Form form, HttpServletResponse response, Model model) {
        Basket basket = baskets.of(found.cart());
        if (found.isBroken()) {
            cookie.write(Cart.EMPTY, response);
        } else if (!basket.gone().isEmpty() || basket.items().stream().anyMatch(Basket.Item::isPriceNew)) {
            // Changes are reported once: the cookie keeps what was just shown, for the next comparison.
            Cart seen = found.cart()
                    .without(basket.gone().stream().map(Basket.Gone::product).toList());
            for (Basket.Item item : basket.items()) {
                seen = seen.with(item.product(), item.quantity(), item.listPrice());
            }
            cookie.write(seen, response);
        }
        response.setHeader("Cache-Control", "private, no-store");
        model.addAttribute("basket", basket);
        model.addAttribute("form", form);
        return "market/buying/cart";
    }

    private static String news(@Nullable String typed) {
        return typed != null
                        && List.of("added", "gone", "full", "removed", "ordered", "empty", "elsewhere", "stuck")
                                .contains(typed)
                ? typed
                : "";
    }

    private static String back(String news, String about) {
        String query = news.isEmpty() ? "" : "?kabar=" + news;
        String name = about.isEmpty() ? "" : "&barang=" + URLEncoder.encode(about, StandardCharsets.UTF_8);
        return "redirect:/keranjang" + query + name;
    }
}
