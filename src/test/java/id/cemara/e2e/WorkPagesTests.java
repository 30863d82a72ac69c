package id.cemara.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import id.cemara.TestDatabases;
import id.cemara.Web;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// The pages of the work space, each in a role that uses it: valid HTML, no browser errors, no horizontal
/// scrolling on a phone, accessible on a phone in light and on a desktop in dark mode.
@BrowserTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkPagesTests {

    private static final String OWN = "/kerja/kelompok/17.71-0004";
    private static final String GROUP = "/kerja/kelompok/17.07-0012";

    /// Page addresses by account.
    private static final Map<String, List<String>> PAGES = pages();

    private static final HtmlChecker CHECKER = checker();

    @Autowired
    private Environment environment;

    private final Map<String, String[]> sessions = new HashMap<>();

    static Stream<String> accounts() {
        return PAGES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void are_valid_html(String account) throws Exception {
        Web web = Web.of(environment);
        String[] session = sessions.computeIfAbsent(account, web::session);
        Map<String, Object> wrong = new LinkedHashMap<>();
        for (String path : PAGES.getOrDefault(account, List.of())) {
            var answer = web.get(path, session);
            if (answer.status() != 200) {
                wrong.put(path, answer.status());
            } else {
                List<String> errors = CHECKER.errors(answer.bytes());
                if (!errors.isEmpty()) {
                    wrong.put(path, errors);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void open_without_a_complaint_and_are_accessible(String account, Windows windows) {
        Page window = windows.phone();
        window.navigate("/masuk");
        window.fill("#nama", account);
        window.fill("#sandi", TestDatabases.PASSWORD);
        window.click("main form button[type=submit]");
        window.waitForURL("**/kerja");
        List<String> complaints = new ArrayList<>();
        window.onConsoleMessage(message -> {
            if (Set.of("error", "warning").contains(message.type())) {
                complaints.add(window.url() + " " + message.text());
            }
        });
        window.onPageError(error -> complaints.add(window.url() + " " + error));
        Axe.accompany(window);
        Map<String, Object> wrong = new LinkedHashMap<>();
        for (String path : PAGES.getOrDefault(account, List.of())) {
            window.setViewportSize(Windows.PHONE, 740);
            window.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            window.navigate(path);
            note(wrong, path + " on a phone", Axe.seriousFindings(window));
            Object width = window.evaluate("document.documentElement.scrollWidth");
            note(wrong, path + " is too wide", width.equals(Windows.PHONE) ? List.of() : List.of(width.toString()));
            note(wrong, path + " on a phone", Wrapping.broken(window));
            note(wrong, path + " has one heading", window.locator("h1").count() == 1 ? List.of() : List.of("h1"));
            window.setViewportSize(Windows.DESK, 900);
            window.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            note(wrong, path + " on a desk by night", Axe.seriousFindings(window));
            note(wrong, path + " on a desk", Wrapping.broken(window));
            window.setViewportSize(Windows.PHONE, 740);
            note(wrong, path + " with long words", Wrapping.tooWideWithLongWords(window));
        }
        assertThat(wrong).isEmpty();
        assertThat(complaints).isEmpty();
    }

    private static void note(Map<String, Object> wrong, String where, List<String> findings) {
        if (!findings.isEmpty()) {
            wrong.put(where, findings);
        }
    }

    private static Map<String, List<String>> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put(
                "cemara-indah",
                List.of(
                        "/kerja",
                        "/kerja/izin",
                        OWN,
                        OWN + "/anggota",
                        OWN + "/izin",
                        OWN + "/izin/baru?kind=brand",
                        OWN + "/nilai",
                        OWN + "/pembayaran",
                        "/kerja/produk",
                        OWN + "/produk",
                        OWN + "/produk/baru",
                        OWN + "/produk/keripik-singkong-balado-250-g-cemara-indah",
                        OWN + "/toko",
                        "/kerja/keluhan",
                        "/kerja/ulasan",
                        OWN + "/foto",
                        "/kerja/pesanan",
                        "/kerja/pesanan?semua=ya",
                        OWN + "/penjualan",
                        OWN + "/catat-pesanan"));
        pages.put(
                "petugas-lebong",
                List.of(
                        "/kerja",
                        "/kerja/kelompok",
                        "/kerja/kelompok?q=zzzz",
                        "/kerja/kelompok/baru",
                        GROUP,
                        GROUP + "/ubah",
                        GROUP + "/keadaan",
                        GROUP + "/anggota",
                        GROUP + "/anggota/baru",
                        GROUP + "/izin",
                        GROUP + "/nilai/baru",
                        GROUP + "/pembayaran",
                        "/kerja/kode-bayar",
                        GROUP + "/produk?state=resting",
                        "/kerja/produk?q=keripik",
                        "/kerja/impor",
                        "/kerja/akun/saya"));
        pages.put(
                "lebong",
                List.of(
                        "/kerja",
                        "/kerja/kelompok?state=submitted",
                        "/kerja/pesanan?status=open",
                        "/kerja/ganda",
                        "/kerja/akun",
                        "/kerja/akun/baru",
                        "/kerja/akun/petugas-lebong",
                        "/kerja/jejak"));
        pages.put("provinsi", List.of("/kerja", "/kerja/kurir", "/kerja/izin", "/kerja/ganda", "/kerja/impor"));
        pages.put("admin", List.of("/kerja", "/kerja/perlindungan-konsumen", "/kerja/akun"));
        return pages;
    }

    private static HtmlChecker checker() {
        try {
            return new HtmlChecker();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
