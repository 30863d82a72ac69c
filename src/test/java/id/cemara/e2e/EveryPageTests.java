package id.cemara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requirements of every public page.
@BrowserTest
class EveryPageTests {

    private static final int MOST_BYTES_OF_A_FIRST_VIEW = 60 * 1024;

    private static final HtmlChecker CHECKER = checker();

    @ParameterizedTest
    @EnumSource
    void is_valid_html(PublicPage page, Windows windows) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(windows.address() + page.path()))
                .header("Accept", "text/html")
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(page.status());
            assertThat(CHECKER.errors(answer.body())).isEmpty();
        }
    }

    @Test
    void the_checker_of_html_notices_a_mistake() throws Exception {
        byte[] page = "<!doctype html><html lang=\"id\"><title>Uji</title><p><ul id=\"a\"></ul></p><i id=\"a\"></i>"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(CHECKER.errors(page)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void opens_in_full_without_a_complaint_of_the_browser(PublicPage page, Windows windows) {
        Page window = windows.phone();
        List<String> complaints = new ArrayList<>();
        window.onConsoleMessage(message -> {
            boolean isTheStatusItself =
                    page.status() != 200 && message.location().startsWith(address(page, windows));
            if (List.of("error", "warning").contains(message.type()) && !isTheStatusItself) {
                complaints.add(message.text());
            }
        });
        window.onPageError(complaints::add);
        window.onRequestFailed(request -> complaints.add(request.url() + ": " + request.failure()));
        List<Request> requests = new ArrayList<>();
        window.onRequest(requests::add);

        Response response = window.navigate(page.path());

        assertThat(response.status()).isEqualTo(page.status());
        assertThat(List.copyOf(requests)).map(Request::url).allMatch(url -> url.startsWith(windows.address()));
        assertThat(List.copyOf(requests).stream()
                        .mapToInt(request -> request.sizes().responseBodySize)
                        .sum())
                .as("compressed bytes of the first view")
                .isLessThanOrEqualTo(MOST_BYTES_OF_A_FIRST_VIEW);
        assertThat(window.title()).endsWith(" · Cemara").hasSizeGreaterThan(12);
        assertThat(window.locator("html").getAttribute("lang")).isEqualTo("id");
        assertThat(window.locator("h1").count()).isEqualTo(1);
        assertThat(window.locator("body > a.skip-link:first-child[href='#isi'] ~ main#isi")
                        .count())
                .isEqualTo(1);
        assertThat((Integer) window.evaluate("document.documentElement.scrollWidth"))
                .as("width of the page on a phone")
                .isEqualTo(Windows.PHONE);
        assertThat(Wrapping.broken(window)).isEmpty();
        assertThat(Wrapping.tooWideWithLongWords(window)).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void every_page_is_accessible_on_a_phone_by_day_and_on_a_desk_by_night(Windows windows) {
        Page window = windows.phone();
        Axe.accompany(window);
        Map<String, List<String>> findings = new LinkedHashMap<>();
        for (PublicPage page : PublicPage.values()) {
            window.setViewportSize(Windows.PHONE, 740);
            window.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            window.navigate(page.path());
            findings.put(page + " on a phone by day", Axe.seriousFindings(window));

            window.setViewportSize(Windows.DESK, 900);
            window.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            findings.put(page + " on a desk by night", Axe.seriousFindings(window));
            findings.put(page + " on a desk", Wrapping.broken(window));
        }
        findings.values().removeIf(List::isEmpty);
        assertThat(findings).isEmpty();
    }

    @Test
    void the_checker_of_accessibility_notices_a_mistake(Windows windows) {
        Page window = windows.phone();
        window.navigate("/masuk");
        window.evaluate("document.querySelector('label[for=nama]').remove()");
        assertThat(Axe.seriousFindings(window)).singleElement().asString().startsWith("label: <input");
    }

    @ParameterizedTest
    @EnumSource(names = {"HOME", "DIRECTORY", "STATISTICS", "LOG_IN"})
    void lets_the_keyboard_skip_to_the_content(PublicPage page, Windows windows) {
        Page window = windows.desk();
        window.navigate(page.path());

        window.keyboard().press("Tab");
        assertThat(window.locator("a.skip-link:focus").isVisible()).isTrue();
        window.keyboard().press("Enter");
        window.keyboard().press("Tab");

        assertThat(window.locator("main :focus, footer :focus").count()).isEqualTo(1);
    }

    private static String address(PublicPage page, Windows windows) {
        return windows.address() + page.path();
    }

    private static HtmlChecker checker() {
        try {
            return new HtmlChecker();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
