package id.cemara.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.CemaraTest;
import id.cemara.Web;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The published figures of 2020, recomputed from rows, and where they contradict each other.
@CemaraTest
class FiguresOfTheReportTests {

    @Autowired
    private Environment environment;

    private Web web;

    @BeforeEach
    void caller() {
        web = Web.of(environment);
    }

    @Test
    void groups_by_kabupaten_are_those_of_the_report() {
        JsonNode answer = web.get("/api/v1/statistics/groups?by=area&area=17").json();
        assertThat(values(answer))
                .containsExactlyEntriesOf(ordered(
                        "17.01", 147, "17.02", 32, "17.03", 171, "17.04", 84, "17.05", 69, "17.06", 150, "17.07", 63,
                        "17.08", 57, "17.09", 20, "17.71", 67));
        assertThat(answer.get("total").asInt()).isEqualTo(860);
        assertThat(answer.get("warnings").isEmpty()).isTrue();
        assertThat(answer.get("rows").get(9).get("label").asString()).isEqualTo("Kota Bengkulu");
        assertThat(answer.get("by").asString()).isEqualTo("area");
        assertThat(answer.get("asOf").asString()).isEqualTo("2026-11-24");
    }

    @Test
    void groups_by_any_sector_add_up_to_more_than_there_are_and_say_so() {
        JsonNode answer =
                web.get("/api/v1/statistics/groups?by=any-sector&area=17").json();
        assertThat(values(answer))
                .containsExactlyEntriesOf(
                        ordered("home-industry", 787, "agriculture", 74, "services", 11, "livestock-and-other", 21));
        assertThat(answer.get("total").asInt()).isEqualTo(860);
        assertThat(answer.get("warnings").get(0).get("code").asString()).isEqualTo("rows-exceed-total");
        assertThat(answer.get("warnings").get(0).get("difference").asInt()).isEqualTo(33);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sector", "stage", "status"})
    void every_breakdown_that_counts_a_group_once_adds_up(String by) {
        JsonNode answer = web.get("/api/v1/statistics/groups?by=" + by).json();
        assertThat(values(answer).values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(860);
        assertThat(answer.get("total").asInt()).isEqualTo(860);
    }

    @Test
    void two_dimensions_combine() {
        JsonNode answer =
                web.get("/api/v1/statistics/groups?by=area,sector&area=17").json();
        int lebong = 0;
        int all = 0;
        for (JsonNode row : answer.get("rows")) {
            all += row.get("value").asInt();
            if (row.get("keys").get("area").asString().equals("17.07")) {
                lebong += row.get("value").asInt();
            }
            assertThat(row.has("key")).isFalse();
        }
        assertThat(lebong).isEqualTo(63);
        assertThat(all).isEqualTo(860);
    }

    @Test
    void members_are_counted_for_anyone_and_averages_have_no_sum() {
        assertThat(web.get("/api/v1/statistics/members").json().get("total").asInt())
                .isEqualTo(5458);
        JsonNode average =
                web.get("/api/v1/statistics/members-per-group?by=area&area=17").json();
        assertThat(average.get("total").decimalValue()).isEqualByComparingTo("6.35");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-04-30", "2020-12-31", "2023-06-15"})
    void the_sample_keeps_to_the_report_on_every_day_since(String day) {
        assertThat(web.get("/api/v1/statistics/groups?asOf=" + day)
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(860);
        assertThat(web.get("/api/v1/statistics/members?asOf=" + day)
                        .json()
                        .get("total")
                        .asInt())
                .isEqualTo(5458);
    }

    @Test
    void before_the_first_registration_there_is_nothing() {
        JsonNode answer = web.get("/api/v1/statistics/groups?by=area&area=17&asOf=2011-12-31")
                .json();
        assertThat(answer.get("total").asInt()).isZero();
        assertThat(values(answer))
                .hasSize(10)
                .allSatisfy((code, value) -> assertThat(value).isZero());
    }

    @Test
    void a_source_that_contradicts_itself_is_named_with_difference_and_place() {
        JsonNode items = web.get("/api/v1/reconciliations").json().get("items");
        JsonNode sector = items.get(0);
        assertThat(sector.get("breakdown").asString()).isEqualTo("sector");
        assertThat(sector.get("stated").asInt()).isEqualTo(860);
        assertThat(sector.get("computed").asInt()).isEqualTo(893);
        assertThat(sector.get("difference").asInt()).isEqualTo(33);
        assertThat(sector.get("place").asString()).contains("paragraf 14, kalimat 1", "paragraf 12, kalimat 1");
        assertThat(sector.get("message").asString()).contains("33");
        assertThat(items.get(1).get("breakdown").asString()).isEqualTo("area");
        assertThat(items.get(1).get("difference").asInt()).isZero();
    }

    @Test
    void every_figure_of_the_report_is_there_with_its_place_and_agrees_with_the_registry() {
        JsonNode figures = web.get("/api/v1/official-figures?size=100").json().get("items");
        assertThat(figures).hasSize(16);
        for (JsonNode figure : figures) {
            assertThat(figure.get("place").asString()).startsWith("paragraf ");
        }
        int compared = 0;
        for (JsonNode item : web.get("/api/v1/reconciliations?size=100").json().get("items")) {
            if (item.get("against").asString().equals("registry")) {
                compared++;
                assertThat(item.get("difference").asInt()).isZero();
            }
        }
        assertThat(compared).isEqualTo(16);
    }

    @Test
    void a_reported_figure_stands_beside_an_earlier_day_only_with_its_own() {
        String page = web.get("/statistik?area=17&asOf=2019-01-01").text();
        assertThat(page).containsPattern("laporan keadaan \\d{1,2} \\p{L}+ 2020 menyebut 860");
        assertThat(page).doesNotContain("laporan menyebut");
        assertThat(web.get("/statistik?area=17&asOf=2019-01-01&table=area&format=csv")
                        .text())
                .contains("reported,reported_as_of,")
                .containsPattern("Lebong,63,2020-");
    }

    @Test
    void a_list_goes_on_at_its_cursor_without_gap_or_repetition() {
        JsonNode first = web.get("/api/v1/official-figures?size=10").json();
        JsonNode second = web.get("/api/v1/official-figures?size=10&cursor="
                        + first.get("next").asString())
                .json();
        assertThat(first.get("items")).hasSize(10);
        assertThat(second.get("items")).hasSize(6);
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(second.get("items").get(0).get("keys").get("area").asString())
                .isEqualTo("17.71");
    }

    @Test
    void figures_come_as_csv_too() {
        var answer = web.get("/api/v1/statistics/groups?by=area&area=17", "Accept", "text/csv");
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.text())
                .startsWith("area,area_label,groups,as_of\n17.01,Bengkulu Selatan,147,2026-11-24\n")
                .contains("\n17.71,Kota Bengkulu,67,2026-11-24\n");
    }

    private static Map<String, Integer> values(JsonNode answer) {
        Map<String, Integer> values = new LinkedHashMap<>();
        answer.get("rows")
                .forEach(row ->
                        values.put(row.get("key").asString(), row.get("value").asInt()));
        return values;
    }

    private static Map<String, Integer> ordered(Object... pairs) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return map;
    }
}
