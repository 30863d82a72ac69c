package id.cemara.market.cart;

import id.cemara.platform.PublicAddress;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The token of an order in the buyer's browser: one cookie an order, sent to that order's pages alone. And, for a
/// quarter of an hour, which orders were just placed together.
@Component
class OrderCookie {

    static final String NAME = "cemara-order";
    static final String PLACED = "cemara-placed";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern JUST_PLACED = Pattern.compile("([0-9A-HJKMNP-TV-Z]{8}[.+]?)+");
    private static final Duration KEPT = Duration.ofDays(365);
    private static final Duration NEW_FOR = Duration.ofMinutes(15);

    private final PublicAddress address;

    OrderCookie(PublicAddress address) {
        this.address = address;
    }

    /// The token that came with the request, when it has the form of one.
    Optional<String> token(HttpServletRequest request) {
        return value(request, NAME).filter(OrderCookie::isToken);
    }

    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    void keep(String code, String token, HttpServletResponse response) {
        add(NAME, token, "/pesanan/" + code, KEPT, response);
    }

    /// An order that was just placed.
    ///
    /// @param isUnseen whether its page was not shown yet, so that its secret address is still to be told
    record Placed(String code, boolean isUnseen) {}

    /// The orders that were just placed together; empty when that is a while ago.
    List<Placed> placed(HttpServletRequest request) {
        List<Placed> orders = new ArrayList<>();
        value(request, PLACED)
                .filter(text ->
                        text.length() <= 1000 && JUST_PLACED.matcher(text).matches())
                .ifPresent(text -> {
                    for (String code : text.split("(?<=[.+])")) {
                        orders.add(new Placed(code.substring(0, 8), !code.endsWith("+")));
                    }
                });
        return orders;
    }

    void keepPlaced(List<Placed> orders, HttpServletResponse response) {
        StringBuilder text = new StringBuilder();
        orders.forEach(order -> text.append(order.code()).append(order.isUnseen() ? "." : "+"));
        add(PLACED, text.toString(), "/pesanan", NEW_FOR, response);
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
