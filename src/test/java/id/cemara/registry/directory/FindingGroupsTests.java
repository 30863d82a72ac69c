package id.cemara.registry.directory;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Finding groups on pages and by the API.
@CemaraTest
class FindingGroupsTests {

    @Autowired
    private Environment environment;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wanita%20mandiri%20taba%20anyar",
                "Wanita%20Mandiri%2C%20Lebong%20Selatan",
                "UPPKA%20wanita%20mandiri%20lebong",
                "kelompok%20UPPKS%20Wanita%20Mandiri%20anyar",
                "wanita%20mandri%20lebomg",
                "17.07-0012"
            })
    void a_group_is_found_by_name_and_place_under_either_name_of_the_programme_and_with_typos(String q) {
        assertThat(slugs("/api/v1/groups?q=" + q)).contains("wanita-mandiri");
    }

    @Test
    void a_group_in_a_list_says_what_it_is_and_where() {
        JsonNode group = web.get("/api/v1/groups?area=17.07.04.1003&q=wanita")
                .json()
                .get("items")
                .get(0);
        assertThat(group.get("slug").asString()).isEqualTo("wanita-mandiri");
        assertThat(group.get("area").get("code").asString()).isEqualTo("17.07.04.1003");
        assertThat(group.get("area").get("name").asString()).isEqualTo("Taba Anyar");
        assertThat(group.get("number").asString()).startsWith("17.07-");
        assertThat(group.get("sector").asString()).isEqualTo("home-industry");
        assertThat(group.get("sectors").get(0).asString()).isEqualTo("home-industry");
        assertThat(group.has("stage")
                        && group.has("status")
                        && group.get("members").asInt() > 2)
                .isTrue();
    }

    @Test
    void every_group_is_on_exactly_one_page_of_the_list() {
        Set<String> seen = new HashSet<>();
        String next = "";
        int pages = 0;
        do {
            JsonNode page = web.get("/api/v1/groups?size=100" + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.get("items")
                    .forEach(group ->
                            assertThat(seen.add(group.get("number").asString())).isTrue());
            next = page.get("next").isNull() ? "" : page.get("next").asString();
            pages++;
        } while (!next.isEmpty());
        assertThat(seen).hasSize(860);
        assertThat(pages).isEqualTo(9);
    }

    @Test
    void pages_of_the_directory_lead_forward_and_back() {
        String first = web.get("/kelompok").text();
        assertThat(first).contains("860 kelompok").contains("rel=\"next\"").doesNotContain("rel=\"prev\"");
        String second = web.get(link(first, "next")).text();
        assertThat(second).contains("rel=\"prev\"");
        assertThat(cards(web.get(link(second, "prev")).text())).isEqualTo(cards(first));
        assertThat(cards(first)).hasSize(24).doesNotContainAnyElementsOf(cards(second));
    }

    @Test
    void facets_narrow_the_list_and_count_what_they_would_give() {
        JsonNode services = web.get("/api/v1/groups?sector=services&size=100").json();
        assertThat(services.get("items")).hasSize(11);
        String page = web.get("/kelompok?area=17.07&sector=agriculture").text();
        assertThat(page).contains("Kabupaten Lebong").contains("Hapus saringan:");
        int lebong = web.get("/api/v1/groups?area=17.07&size=100")
                .json()
                .get("items")
                .size();
        assertThat(lebong).isEqualTo(63);
    }

    @Test
    void a_list_downloads_as_csv_and_a_workbook() throws Exception {
        var csv = web.get("/kelompok?area=17.07&format=csv");
        assertThat(csv.header("Content-Disposition")).contains("kelompok.csv");
        assertThat(csv.text().lines()).hasSize(64);
        var xlsx = web.get("/kelompok?format=xlsx");
        try (var workbook =
                new org.dhatim.fastexcel.reader.ReadableWorkbook(new java.io.ByteArrayInputStream(xlsx.bytes()))) {
            assertThat(workbook.getFirstSheet().read()).hasSize(861);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=wanita+mandri+lebomg",
                "q=Bunga&area=17.07",
                "q=zzzzqqqq",
                "q=!!!",
                "q=UPPKS&area=17.07",
                "area=17.07&sector=agriculture",
                "stage=basic&status=normal&area=17.05",
                "q=kripik&sector=home-industry&area=17.07"
            })
    void a_download_holds_what_its_list_shows(String parameters) throws Exception {
        Set<String> listed = new HashSet<>();
        String next = "";
        do {
            JsonNode page = web.get("/api/v1/groups?size=100&" + parameters + (next.isEmpty() ? "" : "&cursor=" + next))
                    .json();
            page.get("items").forEach(group -> listed.add(group.get("slug").asString()));
            next = page.get("next").isNull() ? "" : page.get("next").asString();
        } while (!next.isEmpty());
        Set<String> inCsv = new HashSet<>();
        web.get("/kelompok?format=csv&" + parameters)
                .text()
                .lines()
                .skip(1)
                .forEach(line -> inCsv.add(line.split(",")[1]));
        assertThat(inCsv).isEqualTo(listed);
        Set<String> inWorkbook = new HashSet<>();
        try (var workbook = new org.dhatim.fastexcel.reader.ReadableWorkbook(new java.io.ByteArrayInputStream(
                web.get("/kelompok?format=xlsx&" + parameters).bytes()))) {
            workbook.getFirstSheet().read().stream().skip(1).forEach(row -> inWorkbook.add(row.getCellText(1)));
        }
        assertThat(inWorkbook).isEqualTo(listed);
    }

    @Test
    void a_word_of_the_market_is_no_mistake_among_the_groups() {
        assertThat(web.get("/kelompok?q=keripik+pisang").text()).doesNotContain("pinang”");
        String found = web.get("/cari?q=keripik+pisang+lebong").text();
        assertThat(found)
                .doesNotContain("pinang”")
                .contains("href=\"/pasar?q=keripik+pisang+lebong\"", "href=\"/kelompok\"", "product-card");
    }

    @Test
    void the_search_of_the_home_page_finds_groups_and_products() {
        assertThat(web.get("/").text()).contains("action=\"/cari\"");
        assertThat(web.get("/cari?q=cemara+indah").text())
                .contains(
                        "href=\"/kelompok/cemara-indah\"",
                        "href=\"/kelompok?q=cemara+indah\"",
                        "href=\"/pasar?q=cemara+indah\"",
                        "product-card");
        assertThat(web.get("/cari?q=zzzzqqqq").text()).contains("href=\"/kelompok\"", "href=\"/pasar\"");
        assertThat(web.get("/cari").status()).isEqualTo(200);
    }

    @Test
    void a_group_shows_officers_by_name_only_with_consent_and_nothing_personal() {
        String page = web.get("/kelompok/wanita-mandiri").text();
        assertThat(page).contains("Taba Anyar, Lebong Selatan, Lebong", "Ketua", "Sekretaris", "Bendahara");
        assertThat(page).doesNotContain("+62").doesNotContainPattern("\\b08\\d{6}");
        JsonNode group = web.get("/api/v1/groups/17.07-0012").json();
        assertThat(group.get("slug").asString()).isEqualTo("wanita-mandiri");
        assertThat(group.get("approval").asString()).isEqualTo("verified");
        assertThat(group.toString()).doesNotContain("phone", "birth");
    }

    private Set<String> slugs(String path) {
        Set<String> slugs = new HashSet<>();
        web.get(path)
                .json()
                .get("items")
                .forEach(group -> slugs.add(group.get("slug").asString()));
        return slugs;
    }

    private static String link(String page, String rel) {
        var match = java.util.regex.Pattern.compile("rel=\"" + rel + "\" href=\"([^\"]+)\"")
                .matcher(page);
        assertThat(match.find()).isTrue();
        return match.group(1).replace("&amp;", "&");
    }

    private static java.util.List<String> cards(String page) {
        return java.util.regex.Pattern.compile("<h3><a href=\"(/kelompok/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
