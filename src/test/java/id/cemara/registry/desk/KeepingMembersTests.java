package id.cemara.registry.desk;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The field officer of Lebong Selatan edits the members of a group.
@WritingTest
class KeepingMembersTests {

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;
    private String[] officer = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        officer = web.bearer("petugas-lebong");
    }

    @Test
    void a_list_of_members_goes_on_where_it_was_also_when_one_leaves_in_between() {
        String members = group("Daftar Berlanjut") + "/members";
        for (int i = 10; i < 35; i++) {
            add(members, "Anggota " + i);
        }
        JsonNode first = web.get(members + "?size=10", officer).json();
        List<String> seen = new ArrayList<>(first.get("items").findValuesAsString("name"));
        String leaver = first.get("items").get(2).get("id").asString();
        assertThat(web.json(
                                "POST",
                                members + "/" + leaver + "/departure",
                                "{}",
                                officer[0],
                                officer[1],
                                "If-Match",
                                "\"0\"")
                        .status())
                .isEqualTo(204);
        @Nullable String next = first.get("next").asString();
        while (next != null) {
            JsonNode page =
                    web.get(members + "?size=10&cursor=" + next, officer).json();
            seen.addAll(page.get("items").findValuesAsString("name"));
            next = page.get("next").isNull() ? null : page.get("next").asString();
        }
        for (int i = 10; i < 35; i++) {
            assertThat(seen).contains("Anggota " + i);
        }
        assertThat(seen).endsWith("Anggota 12"); // past members come last
    }

    @Test
    void lists_of_terms_and_of_steps_go_on_until_their_end() {
        String group = group("Daftar Pengurus");
        String number = number(group);
        Rows.run(database, """
                insert into registry.officer_terms (id, group_id, office, started_on, ended_on)
                select gen_random_uuid(), g.id, o.office, date '2000-01-01' + 10 * i, date '2000-01-01' + 10 * (i + 1)
                  from registry.business_groups g, generate_series(1, 101) i, unnest(array['chair', 'treasurer']) o (office)
                 where g.number = '%1$s';
                insert into registry.officer_terms (id, group_id, office, started_on)
                select gen_random_uuid(), g.id, 'chair', '2020-01-01' from registry.business_groups g where g.number = '%1$s';
                insert into registry.group_reviews (id, group_id, area_code, step, happened_at, account_id)
                select gen_random_uuid(), g.id, g.area_code, 'submitted', timestamptz '2020-01-01' + i / 2 * interval '1 day', g.id
                  from registry.business_groups g, generate_series(1, 149) i where g.number = '%1$s'
                """.formatted(number));
        List<JsonNode> terms = everything(group + "/officers");
        assertThat(terms).hasSize(203);
        assertThat(terms.getFirst().get("endedOn").isNull()).isTrue();
        assertThat(terms.stream().map(each -> each.get("id").asString()).distinct())
                .hasSize(203);
        assertThat(everything(group + "/reviews")).hasSize(150);
        assertThat(web.get(group + "/officers?cursor=kemarin", officer).status())
                .isEqualTo(400);
        assertThat(web.get(group + "/reviews?cursor=kemarin", officer).status()).isEqualTo(400);
        String page = web.get("/kerja/kelompok/" + number + "/anggota", web.session("petugas-lebong"))
                .text();
        assertThat(page).contains("/anggota?pengurus=");
    }

    @Test
    void after_a_merge_the_first_day_of_joining_is_still_shown() {
        String from = group("Gabung Tanggal Lama");
        String into = group("Tempat Tujuan Berbeda");
        Answer joined =
                web.json("POST", from + "/members", "{\"name\": \"Wati Lama\", \"joinedOn\": \"2018-03-01\"}", officer);
        assertThat(joined.json().get("member").get("firstJoinedOn").asString()).isEqualTo("2018-03-01");
        add(into + "/members", "Yuli Baru");
        String[] office = web.bearer("lebong");
        Answer merged = web.json("POST", "/api/v1/merges", """
                {"from": "%s", "fromVersion": 0, "into": "%s", "intoVersion": 0, "reason": "Terdaftar dua kali"}
                """.formatted(number(from), number(into)), office);
        assertThat(merged.status()).as(merged.text()).isEqualTo(201);
        List<JsonNode> members = everything(into + "/members");
        assertThat(members)
                .extracting(each -> each.get("name").asString() + " "
                        + each.get("joinedOn").asString() + " "
                        + each.get("firstJoinedOn").asString())
                .containsExactly("Wati Lama 2026-11-24 2018-03-01", "Yuli Baru 2026-11-24 2026-11-24");
        String[] session = web.session("petugas-lebong");
        String pages = "/kerja/kelompok/" + number(into) + "/anggota";
        for (String page :
                List.of(pages, pages + "/" + members.getFirst().get("id").asString())) {
            assertThat(web.get(page, session).text()).as(page).contains("Pertama kali masuk 1 Maret 2018");
        }
    }

    private static String number(String group) {
        return group.substring(group.lastIndexOf('/') + 1);
    }

    /// All items of a list, page by page.
    private List<JsonNode> everything(String path) {
        List<JsonNode> found = new ArrayList<>();
        @Nullable String next = "";
        while (next != null) {
            JsonNode page = web.get(path + "?size=40" + next, officer).json();
            page.get("items").forEach(found::add);
            next = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asString();
        }
        return found;
    }

    @Test
    void the_place_in_a_list_tells_nobody_a_name_and_counts_for_that_group_alone() {
        String members = group("Tempat Daftar") + "/members";
        for (int i = 10; i < 13; i++) {
            add(members, "Rahasia " + i);
        }
        String next = web.get(members + "?size=1", officer).json().get("next").asString();
        assertThat(new String(java.util.Base64.getUrlDecoder().decode(next), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContainIgnoringCase("rahasia");
        String other = group("Tempat Lain") + "/members";
        assertThat(web.get(other + "?cursor=" + next, officer).status()).isEqualTo(400);
        assertThat(web.get(members + "?cursor=MTA", officer).status()).isEqualTo(400);
    }

    @Test
    void a_page_and_a_table_of_members_hold_all_of_them() {
        String group = group("Tabel Panjang");
        for (int i = 100; i < 160; i++) {
            add(group + "/members", "Anggota " + i);
        }
        String page = "/kerja/kelompok/" + group.substring(group.lastIndexOf('/') + 1) + "/anggota";
        String[] session = web.session("petugas-lebong");
        String first = web.get(page, session).text();
        assertThat(first).contains("Anggota 149").doesNotContain("Anggota 150");
        int link = first.indexOf("anggota?cursor=");
        String cursor = first.substring(link, first.indexOf('"', link)).replace("anggota", "");
        assertThat(web.get(page + cursor, session).text())
                .contains("Anggota 150", "Anggota 159")
                .doesNotContain("Anggota 149");
        String table = web.get(page + "?format=csv", session).text();
        assertThat(table.lines()).hasSize(61);
        assertThat(table).contains("Anggota 100", "Anggota 159");
    }

    @Test
    void names_that_cannot_be_seen_and_days_that_cannot_be_are_refused_by_their_reason() {
        String group = group("Isian Aneh");
        assertThat(problems(web.json(
                        "POST",
                        group + "/members",
                        "{\"name\": \"\\u202Eiteb\", \"birthDate\": \"1850-01-01\", \"joinedOn\": \"9999-01-01\"}",
                        officer)))
                .containsExactly("name no-control", "birthDate day-too-early", "joinedOn not-in-future");
        assertThat(problems(web.json("POST", "/api/v1/groups", """
                        {"name": "\\u200B", "village": "17.07.04.1003", "sector": "services", "registeredOn": "1850-01-01"}
                        """, officer)))
                .containsExactly("name no-control", "registeredOn day-too-early");
        assertThat(web.get("/api/v1/statistics/groups?asOf=9999-01-01").status())
                .isEqualTo(400);
        assertThat(web.get("/api/v1/statistics/groups?asOf=2199-01-01").text()).contains("sesudah hari ini");
        assertThat(web.get("/statistik?asOf=1850-01-01").text()).contains("1 Januari 1900");
    }

    @Test
    void a_form_asks_of_a_member_what_an_import_asks() {
        String members = group("Satu Aturan") + "/members";
        String today = web.json("POST", members, "{\"name\": \"Masuk Hari Ini\"}", officer)
                .json()
                .get("member")
                .get("joinedOn")
                .asString();
        Answer born =
                web.json("POST", members, "{\"name\": \"Bayi\", \"birthDate\": \"%s\"}".formatted(today), officer);
        assertThat(born.status()).as(born.text()).isEqualTo(201);
        Answer called = web.json("POST", members, "{\"name\": \"Nomor Pendek\", \"phone\": \"+683 4000\"}", officer);
        assertThat(called.status()).as(called.text()).isEqualTo(422);
        assertThat(problems(called)).containsExactly("phone phone");
    }

    private String group(String name) {
        Answer answer = web.json("POST", "/api/v1/groups?confirmed=true", """
                {"name": "%s", "village": "17.07.04.1003", "sector": "services", "registeredOn": "2015-01-01"}
                """.formatted(name), officer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return "/api/v1/groups/" + answer.json().get("number").asString();
    }

    private JsonNode add(String members, String name) {
        Answer answer = web.json("POST", members, "{\"name\": \"%s\"}".formatted(name), officer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("member");
    }

    private static List<String> problems(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        List<String> problems = new ArrayList<>();
        for (JsonNode error : answer.json().get("errors")) {
            problems.add(error.get("field").asString() + " " + error.get("code").asString());
        }
        return problems;
    }
}
