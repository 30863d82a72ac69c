package id.cemara.market.buying;

import id.cemara.Web;
import id.cemara.Web.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A buyer with a browser without JavaScript: submits the forms as the pages have them, and keeps cookies
/// by path as browsers do.
public final class Shopper {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"(cart|key|barang-[a-z0-9-]+)\" value=\"([^\"]*)\">");

    private final Web web;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();

    public Shopper(Web web) {
        this.web = web;
    }

    private record Cookie(String name, String value, String path) {

        boolean isFor(String address) {
            String bare = address.split("[?#]", 2)[0];
            return path.equals("/") || bare.equals(path) || bare.startsWith(path + "/");
        }
    }

    public Answer get(String path) {
        return kept(web.get(path, headers(path)));
    }

    public Answer post(String path, String... fields) {
        String form = pairs(fields).entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return kept(web.post(path, form, headers(path)));
    }

    public Answer upload(String path, String fileName, byte[] file, String... fields) {
        return kept(web.upload(path, headers(path), fileName, file, fields));
    }

    public Answer add(String product, int quantity) {
        return post("/keranjang", "product", product, "quantity", String.valueOf(quantity));
    }

    /// The hidden fields of the checkout page: cart, key and totals.
    public Map<String, String> checkout() {
        return hidden(get("/keranjang/pesan").text());
    }

    static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        return fields;
    }

    /// Submits the checkout with the fields of the page and these.
    public Answer order(Map<String, String> page, String... fields) {
        Map<String, String> all = new LinkedHashMap<>(page);
        all.putAll(pairs(fields));
        List<String> flat = new ArrayList<>();
        all.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return post("/keranjang/pesan", flat.toArray(String[]::new));
    }

    /// Buys a product of that group with pick-up and cash. Returns the order's code.
    public String buys(String product, String group, int quantity) {
        add(product, quantity);
        Answer placed = order(
                checkout(),
                "antar-" + group,
                "pickup=0",
                "bayar-" + group,
                "cod",
                "name",
                "Ibu Ani Contoh",
                "phone",
                "0812 0000 " + "%04d".formatted(Math.floorMod(product.hashCode(), 10_000)));
        if (placed.status() != 302) {
            throw new IllegalStateException(placed.status() + " " + placed.text());
        }
        return code(placed);
    }

    /// The order's code in the redirect.
    public static String code(Answer placed) {
        String address = placed.header("Location");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /// The token of the order in this browser's cookies.
    public String token(String code) {
        return Objects.requireNonNull(cookies.get(OrderCookie.NAME + " /pesanan/" + code))
                .value();
    }

    /// The value of the cookie with that name and path; empty if there is none.
    public String cookie(String name, String path) {
        Cookie cookie = cookies.get(name + " " + path);
        return cookie == null ? "" : cookie.value();
    }

    public void set(String name, String value, String path) {
        cookies.put(name + " " + path, new Cookie(name, value, path));
    }

    private String[] headers(String path) {
        String sent = cookies.values().stream()
                .filter(cookie -> cookie.isFor(path))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        return sent.isEmpty()
                ? new String[] {"Origin", web.address()}
                : new String[] {"Origin", web.address(), "Cookie", sent};
    }

    private Answer kept(Answer answer) {
        for (String header : answer.headers("Set-Cookie")) {
            String[] parts = header.split(";\\s*");
            String[] pair = parts[0].split("=", 2);
            String path = "/";
            boolean isGone = false;
            for (String part : parts) {
                if (part.startsWith("Path=")) {
                    path = part.substring("Path=".length());
                }
                isGone |= part.equals("Max-Age=0");
            }
            String key = pair[0] + " " + path;
            if (isGone) {
                cookies.remove(key);
            } else {
                cookies.put(key, new Cookie(pair[0], pair[1], path));
            }
        }
        return answer;
    }

    private static Map<String, String> pairs(String... fields) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            pairs.put(fields[i], fields[i + 1]);
        }
        return pairs;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
