package id.cemara.market.buying;

import id.cemara.platform.FieldEncryption;
import id.cemara.platform.HashPurpose;
import id.cemara.platform.PublicAddress;
import id.cemara.shared.Money;
import id.cemara.shared.ProductId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// The cart in a signed cookie: `1.<generation>!<line>!<line>….<signature>`, each line 22 characters of the
/// product's id, the quantity and the price last seen, joined by `~`. The signature is a keyed hash; a
/// value without a valid one is not accepted. The content is not secret, and its prices are never charged.
@Component
record CartCookie(FieldEncryption keys, PublicAddress address) {

    static final String NAME = "cemara-cart";

    private static final String VERSION = "1";
    private static final int LONGEST = 4000;
    private static final Duration KEPT = Duration.ofDays(30);

    /// The cart of a request.
    ///
    /// @param isBroken whether there was a cookie that is not a valid cart
    record Found(Cart cart, boolean isBroken) {}

    Found read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(NAME)) {
                    return parse(cookie.getValue());
                }
            }
        }
        return new Found(Cart.EMPTY, false);
    }

    void write(Cart cart, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, cart.isEmpty() ? "" : text(cart))
                        .path("/")
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(address.isSecure())
                        .maxAge(cart.isEmpty() ? Duration.ZERO : KEPT)
                        .build()
                        .toString());
    }

    /// The cart as a signed value.
    String text(Cart cart) {
        String lines = Stream.concat(
                        Stream.of(cart.generation()).filter(word -> !word.isEmpty()),
                        cart.lines().stream()
                                .map(line -> id(line.product()) + "~" + line.quantity() + "~" + line.price()))
                .collect(Collectors.joining("!"));
        return VERSION + "." + lines + "." + signature(lines);
    }

    /// Parses a value of [#text]. Never fails: an invalid value gives an empty cart marked as broken.
    Found parse(String text) {
        if (text.isEmpty()) {
            return new Found(Cart.EMPTY, false);
        }
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length == 3 && parts[0].equals(VERSION) && isSigned(parts[1], parts[2])) {
            try {
                return new Found(lines(parts[1]), false);
            } catch (IllegalArgumentException e) {
                // Signed by a release with another format.
            }
        }
        return new Found(Cart.EMPTY, true);
    }

    private boolean isSigned(String lines, String signature) {
        return MessageDigest.isEqual(
                signature(lines).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String lines) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(keys.keyedHash(VERSION + "." + lines, HashPurpose.CART));
    }

    private static Cart lines(String text) {
        List<Cart.Line> lines = new ArrayList<>();
        Set<ProductId> seen = new HashSet<>();
        String[] texts = text.split("!");
        // Carts of earlier releases have no generation.
        String generation = texts[0].length() == Cart.GENERATION_LENGTH && !texts[0].contains("~") ? texts[0] : "";
        for (String line : Arrays.asList(texts).subList(generation.isEmpty() ? 0 : 1, texts.length)) {
            String[] parts = line.split("~", -1);
            if (parts.length != 3 || !parts[1].matches("\\d{1,6}") || !parts[2].matches("\\d{1,10}")) {
                throw new IllegalArgumentException("no line of a cart");
            }
            ProductId product = id(parts[0]);
            int quantity = Integer.parseInt(parts[1]);
            if (quantity < 1 || quantity > Cart.MOST_QUANTITY || !seen.add(product) || seen.size() > Cart.MOST_LINES) {
                throw new IllegalArgumentException("no line of a cart");
            }
            lines.add(new Cart.Line(product, quantity, new Money(Long.parseLong(parts[2]))));
        }
        return new Cart(lines, generation);
    }

    private static String id(ProductId product) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(product.value().getMostSignificantBits())
                .putLong(product.value().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ProductId id(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != 16) {
            throw new IllegalArgumentException("no id");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new ProductId(new UUID(buffer.getLong(), buffer.getLong()));
    }
}
