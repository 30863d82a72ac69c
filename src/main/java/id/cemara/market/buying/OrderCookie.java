package id.cemara.market.buying;

import id.cemara.platform.PublicAddress;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Cookies with the tokens of orders. Each order has its own, sent only to that order's pages. A further
/// one has the tokens of all orders of the last checkout; each order's page copies them into its own cookie
/// when it is first opened.
@Component
record OrderCookie(PublicAddress address) {

    static final String NAME = "cemara-order";
    static final String PLACED = "cemara-placed";
    static final String SIBLINGS = "cemara-siblings";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern TOGETHER = Pattern.compile("([0-9A-HJKMNP-TV-Z]{8}~[A-Za-z0-9_-]{43}\\.?)+");
    private static final int LONGEST = 4000;
    private static final Duration KEPT = Duration.ofDays(365);

    /// The request's token, if it is well formed.
    Optional<String> token(HttpServletRequest request) {
        return value(request, NAME).filter(OrderCookie::isToken);
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    void keep(String code, String token, HttpServletResponse response) {
        add(NAME, token, "/pesanan/" + code, KEPT, response);
    }

    record Placed(String code, String token) {

        @Override
        public String toString() {
            return "Placed[" + code + "]";
        }
    }

    /// The other orders of the same checkout that this browser has tokens for.
    List<Placed> siblings(String code, HttpServletRequest request) {
        List<Placed> placed = read(request, PLACED);
        List<Placed> together =
                placed.stream().anyMatch(order -> order.code().equals(code)) ? placed : read(request, SIBLINGS);
        return together.stream().filter(order -> !order.code().equals(code)).toList();
    }

    private static List<Placed> read(HttpServletRequest request, String name) {
        List<Placed> orders = new ArrayList<>();
        value(request, name)
                .filter(text ->
                        text.length() <= LONGEST && TOGETHER.matcher(text).matches())
                .ifPresent(text -> {
                    for (String order : text.split("\\.")) {
                        String[] parts = order.split("~", 2);
                        orders.add(new Placed(parts[0], parts[1]));
                    }
                });
        return orders;
    }

    void keepPlaced(List<Placed> orders, HttpServletResponse response) {
        add(PLACED, text(orders), "/pesanan", KEPT, response);
    }

    void keepSiblings(String code, List<Placed> siblings, HttpServletResponse response) {
        add(SIBLINGS, text(siblings), "/pesanan/" + code, KEPT, response);
    }

    private static String text(List<Placed> orders) {
        return orders.stream().map(order -> order.code() + "~" + order.token()).collect(Collectors.joining("."));
    }

    private void add(String name, String value, String path, Duration kept, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path(path)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(address.isSecure())
                        .maxAge(kept)
                        .build()
                        .toString());
    }

    private static Optional<String> value(HttpServletRequest request, String name) {
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                if (cookie.getName().equals(name)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
