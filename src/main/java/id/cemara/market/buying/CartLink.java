package id.cemara.market.buying;

import id.cemara.shell.HeaderItem;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/// The cart link in the header of every page, with the number of its products. Reads only the cookie.
@Component
record CartLink(CartCookie cookie) implements HeaderItem {

    private static final String BASKET =
            "M4 9h16l-1.6 9.6a1.5 1.5 0 0 1-1.5 1.4H7.1a1.5 1.5 0 0 1-1.5-1.4zM8.5 9l2-5M15.5 9l-2-5"
                    + "M10 12.5v4M14 12.5v4";

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Link link(HttpServletRequest request) {
        int products = cookie.read(request).cart().lines().size();
        return new Link("/keranjang", "market.cart.header", BASKET, products);
    }
}
