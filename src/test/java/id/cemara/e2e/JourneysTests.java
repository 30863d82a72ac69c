package id.cemara.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import id.cemara.TestDatabases;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Typical journeys from the first page to the answer.
@BrowserTest
class JourneysTests {

    @Test
    void a_reader_finds_wanita_mandiri_with_a_typo_and_reads_her_place(Windows windows) {
        Page window = windows.phone();
        window.navigate("/");
        window.getByRole(AriaRole.SEARCHBOX).fill("wanita mandri");
        window.getByRole(AriaRole.SEARCHBOX).press("Enter");

        assertThat(window.locator(".notice").first()).containsText("wanita mandri");
        window.getByRole(AriaRole.LINK, named("Wanita Mandiri")).first().click();

        assertThat(heading(window)).hasText("Wanita Mandiri");
        window.getByRole(AriaRole.LINK, named("Taba Anyar, Lebong Selatan, Lebong"))
                .click();
        assertThat(heading(window)).hasText("Taba Anyar");
        assertThat(window).hasURL(windows.address() + "/wilayah/17.07.04.1003");
    }

    @Test
    void a_reader_follows_860_from_home_to_the_kabupaten_to_the_group(Windows windows) {
        Page window = windows.desk();
        window.navigate("/");
        assertThat(window.locator(".figure-value").first()).hasText("860");
        assertThat(window.locator("tfoot")).containsText("860");
        Locator row = window.locator("tbody tr", new Page.LocatorOptions().setHasText("Lebong"))
                .filter(new Locator.FilterOptions().setHas(window.locator("a[href='/wilayah/17.07']")));
        assertThat(row).containsText("63");
        row.getByRole(AriaRole.LINK).click();

        assertThat(heading(window)).hasText("Kabupaten Lebong");
        assertThat(window.locator(".figure-value").first()).hasText("63");
        window.getByRole(AriaRole.LINK, named("Lihat semua kelompok di sini")).click();

        assertThat(window.locator("#hasil")).hasText("63 kelompok");
        Locator group = window.locator(".group-card a").first();
        String name = group.innerText();
        group.click();
        assertThat(heading(window)).hasText(name);
    }

    @Test
    void a_reader_finds_the_33_and_its_place_in_the_source(Windows windows) {
        Page window = windows.phone();
        window.navigate("/");
        window.getByRole(AriaRole.LINK, named("Lihat temuannya di halaman statistik."))
                .click();

        Locator finding = window.locator("#temuan");
        assertThat(finding.locator(".difference dd")).hasText("33");
        assertThat(finding).containsText("893");
        assertThat(finding.locator(".source-note")).containsText(Pattern.compile("paragraf \\d+, kalimat \\d+"));
        assertThat(finding).isInViewport();
    }

    @Test
    void english_stays_on_the_next_page_and_goes_back_to_indonesian(Windows windows) {
        Page window = windows.desk();
        window.navigate("/kelompok?area=17.07");
        press(window, "English");

        assertThat(window).hasURL(windows.address() + "/kelompok?area=17.07");
        assertThat(window.locator("html")).hasAttribute("lang", "en");
        assertThat(window.locator("#hasil")).hasText("Groups: 63");
        window.getByRole(AriaRole.LINK, named("Statistics")).first().click();
        assertThat(heading(window)).hasText("Statistics: Bengkulu");

        press(window, "Bahasa Indonesia");
        assertThat(heading(window)).hasText("Statistik Bengkulu");
    }

    @Test
    void a_wrong_password_keeps_the_user_name_and_the_right_one_leads_to_the_work_space(Windows windows) {
        Page window = windows.phone();
        window.navigate("/masuk");
        logIn(window, "admin", "salah-ketik");

        assertThat(window.getByRole(AriaRole.ALERT)).containsText("Periksa lagi");
        assertThat(window.getByLabel("Nama pengguna")).hasValue("admin");
        assertThat(window.getByLabel("Kata sandi")).hasValue("");

        logIn(window, "admin", TestDatabases.PASSWORD);
        assertThat(window).hasURL(windows.address() + "/kerja");
        assertThat(heading(window)).hasText("Ruang kerja");
        assertThat(Axe.seriousFindings(window)).isEmpty();

        window.getByText("Menu ruang kerja").click();
        press(window, "Keluar");
        assertThat(heading(window)).containsText("Usaha keluarga");
        window.navigate("/kerja");
        assertThat(window).hasURL(windows.address() + "/masuk");
    }

    @Test
    void a_browser_without_scripts_searches_filters_pages_changes_language_and_logs_in_and_out(Windows windows) {
        Page window = windows.plain();
        window.navigate("/");
        window.getByRole(AriaRole.SEARCHBOX).fill("keripik");
        press(window, "Cari");
        assertThat(window.locator(".group-card")).not().hasCount(0);

        window.navigate("/kelompok");
        window.getByLabel("Wilayah").selectOption("17.01");
        window.getByLabel("Industri rumah tangga").check();
        press(window, "Terapkan saringan");
        assertThat(window).hasURL(Pattern.compile("area=17\\.01.*sector=home-industry"));
        String first = window.locator(".group-card a").first().innerText();
        window.getByRole(AriaRole.LINK, named("Berikutnya")).click();
        assertThat(window.locator(".group-card a").first()).not().hasText(first);
        window.getByRole(AriaRole.LINK, named("Sebelumnya")).click();
        assertThat(window.locator(".group-card a").first()).hasText(first);

        window.getByRole(AriaRole.SEARCHBOX).fill("keripik");
        press(window, "Cari");
        assertThat(window).hasURL(Pattern.compile("area=17\\.01&sector=home-industry&q=keripik"));

        press(window, "English");
        assertThat(window.locator("html")).hasAttribute("lang", "en");
        press(window, "Bahasa Indonesia");

        window.navigate("/masuk");
        logIn(window, "admin", TestDatabases.PASSWORD);
        assertThat(heading(window)).hasText("Ruang kerja");
        press(window, "Keluar");
        assertThat(window.getByRole(AriaRole.LINK, named("Masuk"))).isVisible();
    }

    @Test
    void a_phone_opens_the_menu_and_the_filters_when_asked(Windows windows) {
        Page window = windows.phone();
        window.navigate("/kelompok");
        assertThat(window.getByLabel("Industri rumah tangga")).not().isVisible();

        window.getByText("Saring kelompok").click();
        assertThat(window.getByLabel("Industri rumah tangga")).isVisible();
        window.getByText("Menu", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(window.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")))
                .isVisible();
        assertThat(width(window)).isEqualTo(Windows.PHONE);
    }

    @Test
    void a_link_to_choose_a_password_and_the_page_behind_it_fit_a_phone(Windows windows) {
        Page window = windows.phone();
        window.navigate("/masuk");
        logIn(window, "lebong", TestDatabases.PASSWORD);
        window.navigate("/kerja/akun/petugas-lebong");
        press(window, "Buat tautan atur ulang kata sandi");
        assertThat(window.locator("h2#tautan")).hasText("Tautan sekali pakai");
        assertThat(width(window)).isEqualTo(Windows.PHONE);

        window.navigate(window.locator(".copy-text").innerText());
        assertThat(window.locator("#password")).isVisible();
        assertThat(width(window)).isEqualTo(Windows.PHONE);
    }

    private static Integer width(Page window) {
        return (Integer) window.evaluate("document.documentElement.scrollWidth");
    }

    private static void logIn(Page window, String name, String password) {
        window.getByLabel("Nama pengguna").fill(name);
        window.getByLabel("Kata sandi").fill(password);
        press(window, "Masuk");
    }

    private static void press(Page window, String name) {
        window.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static Locator heading(Page window) {
        return window.locator("h1");
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
