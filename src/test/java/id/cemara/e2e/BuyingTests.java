package id.cemara.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import id.cemara.WritingTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A buyer with a cheap phone without JavaScript: from the search to the WhatsApp text.
@WritingTest
@ExtendWith(Windows.Opener.class)
class BuyingTests {

    private static final int MOST_PAGES = 5;
    private static final int MOST_BYTES = 60 * 1024;
    private static final Pattern PART = Pattern.compile("(?:href|src)=\"(/aset/[^\"]+)\"");

    /// Transfer sizes of the pages in bytes, compressed and without photos.
    private final Map<String, Integer> weights = new LinkedHashMap<>();

    @Test
    void from_search_to_whatsapp_in_five_light_pages(Windows windows) throws Exception {
        Page window = windows.window(Windows.PHONE, ColorScheme.LIGHT, false);
        HtmlChecker checker = new HtmlChecker();

        window.navigate("/pasar?q=keripik&group=cemara-indah");
        look(window, windows, checker);

        window.locator("main a[href^='/pasar/keripik'][href$='cemara-indah']")
                .first()
                .click();
        look(window, windows, checker);

        window.locator("form.buy button").click();
        assertThat(window).hasURL(Pattern.compile("/keranjang"));
        look(window, windows, checker);

        window.locator("button[name=next]").click();
        assertThat(window).hasURL(Pattern.compile("/keranjang/pesan"));
        look(window, windows, checker);

        window.locator("#name").fill("Ibu Ani Contoh");
        window.locator("#phone").fill("0812 3456 7890");
        window.locator("input[value=cod]").check();
        window.locator("main form > button:not(.visually-hidden)").click();
        assertThat(window).hasURL(Pattern.compile("/pesanan/[0-9A-Z]{8}$"));
        look(window, windows, checker);

        String code = window.url().substring(window.url().lastIndexOf('/') + 1);
        String whatsapp = window.locator("a[href^='https://wa.me/']").getAttribute("href");
        String text = URLDecoder.decode(whatsapp.substring(whatsapp.indexOf("text=") + 5), StandardCharsets.UTF_8);
        assertThat(text).contains("Cemara Indah", code, "Keripik", "*Total: Rp", "Ibu Ani Contoh");
        IO.println("bytes of the pages, compressed, without photos: " + weights);
        assertThat(weights).hasSizeLessThanOrEqualTo(MOST_PAGES);
        assertThat(weights.values()).allMatch(bytes -> bytes <= MOST_BYTES);
    }

    @Test
    void the_link_is_copied_with_one_press_and_what_is_typed_into_another_form_stays(Windows windows) {
        Page window = windows.window(Windows.PHONE, ColorScheme.LIGHT, true);
        window.navigate("/pasar?q=keripik&group=cemara-indah");
        window.locator("main a[href^='/pasar/keripik'][href$='cemara-indah']")
                .first()
                .click();
        window.locator("form.buy button").click();
        window.locator("button[name=next]").click();
        window.locator("#name").fill("Ibu Ani Contoh");
        window.locator("#phone").fill("0812 3456 7891");
        window.locator("input[value=cod]").check();
        window.locator("main form > button:not(.visually-hidden)").click();
        assertThat(window).hasURL(Pattern.compile("/pesanan/[0-9A-Z]{8}$"));

        window.reload();
        assertThat(window.locator("#tautan")).containsText("?token=");
        window.locator("button[data-copy]").click();
        assertThat(window.locator("button[data-copy]")).hasText("Sudah disalin");

        window.locator("summary:has-text('Batalkan pesanan')").click();
        window.locator("form[action$='/langkah/cancel'] [name=why]").fill("Salah pilih");
        window.locator("details:has(form[action$='/keluhan']) summary").click();
        window.locator(
                        "form[action$='/keluhan'] [name=about][value=other], form[action$='/keluhan'] select[name=about]")
                .first()
                .evaluate("field => field.tagName === 'SELECT' ? field.value = 'other' : field.checked = true");
        window.locator("form[action$='/keluhan'] textarea").fill("Tidak ada jawaban");
        window.locator("form[action$='/keluhan'] button").click();
        assertThat(window).hasURL(Pattern.compile("#keluhan$"));
        assertThat(window.locator("main")).containsText("Tidak ada jawaban");
        assertThat(window.locator("form[action$='/langkah/cancel'] [name=why]")).hasValue("Salah pilih");
        assertThat(window.locator("form[action$='/langkah/cancel'] [name=why]")).isVisible();
    }

    /// Records the page's size, and checks that it fits the phone, is valid and has exactly one main
    /// heading.
    private void look(Page window, Windows windows, HtmlChecker checker) throws Exception {
        String url = window.url();
        List<String> cookies = window.context().cookies(url).stream()
                .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
                .toList();
        byte[] html = compressed(url, cookies);
        String page = text(html);
        int sum = html.length;
        Set<String> parts = new LinkedHashSet<>();
        Matcher part = PART.matcher(page);
        while (part.find()) {
            if (!part.group(1).endsWith(".png")) {
                parts.add(part.group(1));
            }
        }
        for (String each : parts) {
            sum += compressed(windows.address() + each, List.of()).length;
        }
        String path = URI.create(url).getPath();
        weights.put(path.matches("/pesanan/.*") ? "/pesanan" : path, sum);
        assertThat(checker.errors(page.getBytes(StandardCharsets.UTF_8)))
                .as(path)
                .isEmpty();
        assertThat(window.locator("h1").count()).as(path).isEqualTo(1);
        int widest = new ArrayList<>(window.locator("main *").all())
                .stream()
                        .filter(element -> element.isVisible())
                        .map(element -> element.boundingBox())
                        .filter(box -> box != null)
                        .mapToInt(box -> (int) Math.ceil(box.x + box.width))
                        .max()
                        .orElse(0);
        assertThat(widest).as("width of %s", path).isLessThanOrEqualTo(Windows.PHONE);
    }

    private static byte[] compressed(String url, List<String> cookies) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept-Encoding", "gzip")
                .header("Accept", "text/html");
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.stream().collect(Collectors.joining("; ")));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(url).isEqualTo(200);
            return answer.body();
        }
    }

    private static String text(byte[] body) throws IOException {
        boolean isZipped = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
        try (var in = isZipped
                ? new GZIPInputStream(new java.io.ByteArrayInputStream(body))
                : new java.io.ByteArrayInputStream(body)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
