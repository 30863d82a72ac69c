package id.cemara.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Assessments of Wanita Mandiri in Lebong, on pages and in the API.
@WritingTest
class AssessingGroupsTests {

    private static final String GROUP = "17.07-0012";
    private static final String PAGE = "/kerja/kelompok/" + GROUP + "/nilai";
    private static final String API = "/api/v1/groups/" + GROUP + "/assessments";
    private static final List<String> CRITERIA = List.of(
            "organisation",
            "capital",
            "production",
            "marketing",
            "bookkeeping",
            "licences",
            "meetings",
            "kb-participation");

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void never_assessed_and_at_the_first_stage() throws SQLException {
        web = Web.of(environment);
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute("""
                    delete from assessment.answers
                     where group_id = (select id from registry.business_groups where number = '17.07-0012');
                    delete from assessment.assessments
                     where group_id = (select id from registry.business_groups where number = '17.07-0012');
                    delete from registry.group_stages
                     where group_id = (select id from registry.business_groups where number = '17.07-0012');
                    insert into registry.group_stages (group_id, stage, valid_from, is_assessed)
                    select id, 'basic', registered_on, false from registry.business_groups where number = '17.07-0012';
                    """);
        }
    }

    @Test
    void signing_sets_the_stage_and_says_what_is_missing_for_the_next() {
        String[] officer = web.session("petugas-lebong");
        assertThat(web.get(PAGE, officer).text()).contains("Belum pernah dinilai.");
        assertThat(web.get(PAGE + "/baru", officer).text()).contains("Rubrik contoh, belum resmi", "Pembukuan");

        assertThat(web.post(PAGE, form(2) + "&version=" + version(), officer).status())
                .isEqualTo(302);

        String page = web.get(PAGE, officer).text();
        assertThat(page)
                .contains("Tahap Berkembang, nilai 67 dari 100.", "ditandatangani petugas-lebong")
                .contains("Untuk naik ke tahap Mandiri:", "Nilai keseluruhan sekarang 67, perlu paling sedikit 75.");
        assertThat(web.get("/api/v1/groups/" + GROUP).json().get("stage").asString())
                .isEqualTo("developing");
        assertThat(web.get("/kelompok/wanita-mandiri").text()).contains("Tahap Berkembang");
    }

    @Test
    void a_form_with_gaps_comes_back_with_what_was_typed() {
        String[] officer = web.session("petugas-lebong");
        var sent = web.post(
                PAGE, "version=" + version() + "&assessedOn=2026-11-24&points.capital=2&note=Catatan+saya", officer);
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.text())
                .contains("tulis bukti yang dilihat", "Catatan saya", "id=\"points.capital-2\"")
                .contains("Ada 8 isian yang perlu diperbaiki");
        assertThat(web.get(API, web.bearer("petugas-lebong"))
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void no_page_calls_a_group_basic_before_somebody_found_it_so() {
        String[] officer = web.session("petugas-lebong");
        for (boolean isAssessed : List.of(false, true)) {
            for (String page :
                    List.of("/kelompok/wanita-mandiri", "/kelompok?q=wanita+mandiri", "/kerja/kelompok/" + GROUP)) {
                String html = web.get(page, officer).text();
                int from = Math.max(html.indexOf("href=\"/kelompok/wanita-mandiri\""), 0);
                String badges =
                        html.substring(html.indexOf("class=\"badges\"", page.startsWith("/kelompok?") ? from : 0));
                assertThat(badges.substring(0, badges.indexOf("</ul>")))
                        .as(page)
                        .contains(isAssessed ? "Tahap Dasar" : "Belum dinilai")
                        .doesNotContain(isAssessed ? "Belum dinilai" : "Tahap Dasar");
                if (!isAssessed && page.startsWith("/kelompok/")) {
                    assertThat(html).doesNotContain("Tahap Dasar", "tahap Dasar");
                }
            }
            if (!isAssessed) {
                assertThat(web.post(PAGE, form(1) + "&version=" + version(), officer)
                                .status())
                        .isEqualTo(302);
            }
        }
    }

    @Test
    void a_mistake_is_corrected_by_a_new_assessment_and_both_are_kept() {
        String[] officer = web.bearer("petugas-lebong");
        String first = web.json("POST", API, json(3, ""), seen(officer))
                .json()
                .get("id")
                .asString();
        assertThat(web.get("/api/v1/groups/" + GROUP).json().get("stage").asString())
                .isEqualTo("independent");
        var corrected = web.json("POST", API, json(1, "\"corrects\":\"" + first + "\","), seen(officer));
        assertThat(corrected.status()).isEqualTo(201);

        var items = web.get(API, officer).json().get("items");
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.get(0).get("corrects").asString()).isEqualTo(first);
        assertThat(items.get(0).get("missing").get(0).get("criterion").asString())
                .isEqualTo("score");
        assertThat(web.get("/api/v1/groups/" + GROUP).json().get("stage").asString())
                .isEqualTo("basic");
        var earlier = web.json("POST", API, json(1, "\"assessedOn\":\"2026-11-23\","), seen(officer));
        assertThat(earlier.json().get("errors").get(0).get("code").asString()).isEqualTo("assessment-order");
    }

    @Test
    void the_same_key_signs_once() {
        String[] officer = web.bearer("petugas-lebong");
        String[] keyed = Stream.concat(Stream.of(seen(officer)), Stream.of("Idempotency-Key", "nilai-1"))
                .toArray(String[]::new);
        var first = web.json("POST", API, json(2, ""), keyed);
        assertThat(web.json("POST", API, json(2, ""), keyed).text()).isEqualTo(first.text());
        assertThat(web.get(API, officer).json().get("items").size()).isEqualTo(1);
    }

    @Test
    void nobody_signs_an_assessment_of_a_group_that_they_did_not_see() {
        String[] officer = web.bearer("petugas-lebong");
        assertThat(web.json("POST", API, json(2, ""), officer).status()).isEqualTo(428);
        String[] before = seen(officer);
        assertThat(web.json("POST", API, json(2, ""), before).status()).isEqualTo(201);
        var late = web.json("POST", API, json(1, ""), before);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().get("changes").findValuesAsString("what")).containsExactly("group.assessed");

        int known = Integer.parseInt(version()) - 1;
        String[] session = web.session("petugas-lebong");
        var page = web.post(PAGE, form(1) + "&note=Catatan+saya&version=" + known, session);
        assertThat(page.status()).isEqualTo(412);
        assertThat(page.text())
                .contains("berubah sesudah Ibu/Bapak membukanya", "Tahap dinilai", "Catatan saya")
                .contains("name=\"version\" value=\"" + version() + "\"");
        assertThat(web.post(PAGE, form(1), session).status()).isEqualTo(428);
        assertThat(web.get(API, officer).json().get("items").size()).isEqualTo(1);
    }

    @Test
    void only_a_field_officer_of_the_area_signs() {
        assertThat(web.get(API).status()).isEqualTo(401);
        assertThat(web.json("POST", API, json(2, "")).status()).isEqualTo(401);
        assertThat(web.json("POST", API, json(2, ""), web.bearer("petugas-seluma"))
                        .status())
                .isEqualTo(404);
        assertThat(web.json("POST", API, json(2, ""), web.bearer("lebong")).status())
                .isEqualTo(403);
        assertThat(web.get(API, web.bearer("lebong")).status()).isEqualTo(200);
        assertThat(web.get(API, web.bearer("petugas-seluma")).status()).isEqualTo(404);
        assertThat(web.get(PAGE + "/baru", web.session("lebong")).status()).isEqualTo(403);
        assertThat(web.get("/api/v1/assessment-rubric").json().get("isOfficial").asBoolean())
                .isFalse();
    }

    private String version() {
        return web.get(API, web.bearer("petugas-lebong")).header("ETag").replace("\"", "");
    }

    private String[] seen(String[] who) {
        return new String[] {who[0], who[1], "If-Match", web.get(API, who).header("ETag")};
    }

    private static String form(int points) {
        return "assessedOn=2026-11-24&"
                + CRITERIA.stream()
                        .map(key -> "points." + key + "=" + points + "&evidence." + key + "=terlihat")
                        .collect(Collectors.joining("&"));
    }

    private static String json(int points, String more) {
        return "{" + more + "\"answers\":["
                + CRITERIA.stream()
                        .map(key ->
                                "{\"criterion\":\"%s\",\"points\":%d,\"evidence\":\"terlihat\"}".formatted(key, points))
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
