package id.cemara.registry.groups;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Rows;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// The field officer of Lebong changes public facts of a verified group; the office reviews them.
@WritingTest
class PublicChangesTests {

    private static final String HERE = "17.07.04.1003";
    private static final String THERE = "17.07.04.2001";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess access;

    private Web web;
    private String[] officer = {};
    private String[] office = {};
    private String[] session = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        officer = web.bearer("petugas-lebong");
        office = web.bearer("lebong");
        session = web.session("lebong");
    }

    @Test
    void the_office_sees_both_values_and_confirms_or_takes_back_in_one_press() {
        String number = verified("Sebelum Petugas");
        assertThat(waiting(number)).isEmpty();
        change(number, officer, "Sesudah Petugas", THERE, "agriculture");
        assertThat(web.get("/kerja", session).text()).contains("/kerja/perubahan", "menunggu kantor Ibu/Bapak");
        assertThat(web.get("/kerja/perubahan", session).text())
                .contains("Sebelum Petugas", "Sesudah Petugas", "petugas-lebong", "Pertanian");
        List<JsonNode> waiting = waiting(number);
        assertThat(waiting)
                .extracting(each -> each.get("fact").asString())
                .containsExactlyInAnyOrder("name", "place", "sectors");

        assertThat(press(of(waiting, "name"), "benar").status()).isEqualTo(302);
        assertThat(press(of(waiting, "place"), "kembalikan").status()).isEqualTo(302);
        assertThat(press(of(waiting, "sectors"), "kembalikan").status()).isEqualTo(302);

        assertThat(waiting(number)).isEmpty();
        JsonNode now = web.get("/api/v1/groups/" + number, office).json();
        assertThat(List.of(
                        now.get("name").asString(),
                        now.get("area").get("code").asString(),
                        now.get("sector").asString()))
                .containsExactly("Sesudah Petugas", HERE, "home-industry");
        assertThat(web.get("/kerja/kelompok/" + number, session).text())
                .contains("Perubahan petugas dibenarkan", "Perubahan petugas dikembalikan");
        assertThat(Rows.one(access, """
                select string_agg(p.area_code, ' ' order by valid_from, valid_to nulls last)
                  from registry.group_places p join registry.business_groups g on g.id = p.group_id
                 where g.number = '%s' and (valid_to is null or valid_to > valid_from)
                """.formatted(number))).isEqualTo(HERE);
    }

    @Test
    void what_changed_again_after_it_was_opened_is_not_decided_unseen() {
        String number = verified("Dua Kali Diubah");
        change(number, officer, "Dua Kali Diubah A", HERE, "home-industry");
        JsonNode seen = waiting(number).getFirst();
        change(number, officer, "Dua Kali Diubah B", HERE, "home-industry");

        String path = "/api/v1/public-changes/" + seen.get("id").asString();
        assertThat(web.json("POST", path + "/confirmation", null, office).status())
                .isEqualTo(428);
        Answer late = press(seen, "benar");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text()).contains("Belum ada yang disimpan", "Dua Kali Diubah B");

        JsonNode now = waiting(number).getFirst();
        assertThat(List.of(now.get("before").asString(), now.get("after").asString()))
                .containsExactly("Dua Kali Diubah", "Dua Kali Diubah B");
        assertThat(press(now, "kembalikan").status()).isEqualTo(302);
        assertThat(press(now, "benar").status()).isEqualTo(409);
        assertThat(web.get("/api/v1/groups/" + number).json().get("name").asString())
                .isEqualTo("Dua Kali Diubah");
    }

    @Test
    void nothing_waits_of_what_was_changed_back_or_by_the_office_itself() {
        String number = verified("Diubah Balik");
        change(number, officer, "Diubah Sebentar", HERE, "home-industry");
        change(number, officer, "Diubah Balik", HERE, "home-industry");
        assertThat(waiting(number)).isEmpty();
        change(number, officer, "Diubah Lagi", HERE, "home-industry");
        change(number, office, "Diubah Kantor", HERE, "home-industry");
        assertThat(waiting(number)).isEmpty();
    }

    @Test
    void who_changed_it_is_told_that_it_waits_and_why_it_was_taken_back() {
        String number = verified("Ditunggu Petugas");
        change(number, officer, "Diganti Petugas", HERE, "home-industry");
        String page = "/kerja/kelompok/" + number;
        String[] who = web.session("petugas-lebong");
        assertThat(web.get(page, who).text()).contains("menunggu kantor", "Ditunggu Petugas → Diganti Petugas");
        assertThat(web.get("/kerja", session).text()).contains("href=\"/kerja/perubahan\"");
        JsonNode change = waiting(number).getFirst();
        Answer back = web.post(
                "/kerja/perubahan/" + change.get("id").asString() + "/kembalikan",
                "version=" + change.get("version").asInt() + "&reason=Papan+namanya+tetap",
                session);
        assertThat(back.header("Location")).endsWith("?kabar=taken-back");
        assertThat(web.get(page, who).text())
                .contains("dikembalikan kantor", "Ditunggu Petugas → Diganti Petugas. Alasan: Papan namanya tetap");
    }

    @Test
    void taken_back_it_is_no_duplicate_any_more() {
        String first = verified("Anggrek Hutan Cemerlang");
        String second = verified("Rotan Pesisir Mandala");
        change(second, officer, "Anggrek Hutan Cemerlang", HERE, "home-industry");
        assertThat(open(first)).isEqualTo("1");
        press(waiting(second).getFirst(), "kembalikan");
        assertThat(open(first)).isEqualTo("0");
    }

    private String open(String number) {
        return Rows.one(access, """
                select count(*)
                  from registry.duplicate_cases d
                  join registry.business_groups g on g.id in (d.group_a, d.group_b)
                 where g.number = '%s' and d.state = 'open'
                """.formatted(number));
    }

    private Answer press(JsonNode change, String button) {
        return web.post(
                "/kerja/perubahan/" + change.get("id").asString() + "/" + button,
                "version=" + change.get("version").asInt(),
                session);
    }

    private static JsonNode of(List<JsonNode> changes, String fact) {
        return changes.stream()
                .filter(each -> each.get("fact").asString().equals(fact))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> waiting(String number) {
        List<JsonNode> waiting = new ArrayList<>();
        web.get("/api/v1/public-changes?size=100", office).json().get("items").forEach(each -> {
            if (each.get("group").asString().equals(number)) {
                waiting.add(each);
            }
        });
        return waiting;
    }

    private String verified(String name) {
        Answer made = web.json("POST", "/api/v1/groups?confirmed=true", body(name, HERE, "home-industry"), officer);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String number = made.json().get("number").asString();
        Answer verified = web.json(
                "POST",
                "/api/v1/groups/" + number + "/reviews?confirmed=true",
                "{\"step\": \"verified\"}",
                office[0],
                office[1],
                "If-Match",
                "\"0\"");
        assertThat(verified.status()).as(verified.text()).isEqualTo(200);
        return number;
    }

    private void change(String number, String[] who, String name, String village, String sector) {
        String path = "/api/v1/groups/" + number + "/record";
        Answer changed = web.json(
                "PUT",
                path,
                body(name, village, sector),
                who[0],
                who[1],
                "If-Match",
                web.get(path, who).header("ETag"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    private static String body(String name, String village, String sector) {
        return """
                {"name": "%s", "village": "%s", "sector": "%s"}
                """.formatted(name, village, sector);
    }
}
