package id.cemara.registry.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Optimistic locks: each step names the version that the user saw, on pages and in the API.
@WritingTest
class OptimisticLockTests {

    private static final String VILLAGE = "17.07.04.1003";

    @Autowired
    private Environment environment;

    private Web web;
    private String[] officer = {};
    private String[] office = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        officer = web.bearer("petugas-lebong");
        office = web.bearer("lebong");
    }

    @Test
    void a_step_without_the_version_that_was_seen_is_not_taken() {
        String number = register("Tanpa Versi");
        assertThat(step(number, "verified", null).status()).isEqualTo(428);
        assertThat(step(number, "verified", "\"lima\"").status()).isEqualTo(400);
        assertThat(step(number, "verified", "*").status()).isEqualTo(400);

        Answer page = web.post("/kerja/kelompok/" + number + "/langkah", "step=verified", web.session("lebong"));
        assertThat(page.status()).isEqualTo(428);
        assertThat(page.text())
                .contains("Tanpa Versi", "Periksa lagi data di bawah", "name=\"version\" value=\"0\"")
                .contains("action=\"/kerja/kelompok/" + number + "/langkah\"");
        assertThat(approval(number)).isEqualTo("draft");
    }

    @Test
    void a_group_that_changed_after_it_was_opened_is_not_verified_and_the_change_is_shown() {
        String number = register("Sebelum Diubah");
        String seen = version(number);
        assertThat(change(number, "Sesudah Diubah", seen).status()).isEqualTo(200);

        Answer refused = step(number, "verified", seen);
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.json().get("current").asString()).isEqualTo(version(number));
        JsonNode since = refused.json().get("changes").get(0);
        assertThat(since.get("by").asString()).isEqualTo("petugas-lebong");
        JsonNode name = since.get("fields").get(0);
        assertThat(List.of(name.get("field"), name.get("before"), name.get("after")))
                .extracting(JsonNode::asString)
                .containsExactly("name", "Sebelum Diubah", "Sesudah Diubah");

        Answer page =
                web.post("/kerja/kelompok/" + number + "/langkah", "step=verified&version=0", web.session("lebong"));
        assertThat(page.status()).isEqualTo(412);
        assertThat(page.text())
                .contains("berubah sesudah Ibu/Bapak membukanya", "Sebelum Diubah → Sesudah Diubah")
                .contains("name=\"version\" value=\"1\"");
        assertThat(approval(number)).isEqualTo("draft");
        assertThat(step(number, "verified", version(number)).status()).isEqualTo(200);
    }

    @Test
    void of_two_who_press_the_second_sees_what_the_first_did_and_goes_on_from_there() {
        String number = register("Dua Orang Menekan");
        String[] session = web.session("lebong");
        String pressed = "step=returned&version=1&reason=" + URLEncoder.encode("Alamat kurang", UTF_8);
        assertThat(step(number, "submitted", version(number)).status()).isEqualTo(200);
        assertThat(web.post("/kerja/kelompok/" + number + "/langkah", pressed, session)
                        .status())
                .isEqualTo(302);

        Answer second = web.post("/kerja/kelompok/" + number + "/langkah", "step=verified&version=1", session);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.text()).contains("Dikembalikan", "Alamat kurang", "href=\"/kerja/kelompok/" + number + "\"");
        Answer passed = web.post("/kerja/kelompok/" + number + "/langkah", "step=returned&version=2&reason=x", session);
        assertThat(passed.status()).isEqualTo(409);
        assertThat(passed.text()).contains("Dua Orang Menekan", "class=\"step-form\"");
    }

    @Test
    void what_somebody_wrote_as_a_reason_is_still_there_when_the_step_comes_too_late() {
        String number = register("Alasan Tetap");
        assertThat(change(number, "Alasan Tetap Ada", version(number)).status()).isEqualTo(200);
        Answer late = web.post(
                "/kerja/kelompok/" + number + "/langkah",
                "step=deactivated&version=0&reason=" + URLEncoder.encode("Bubar menurut rapat", UTF_8),
                web.session("lebong"));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text()).contains(">Bubar menurut rapat</textarea>");
    }

    @Test
    void of_a_change_and_a_verification_at_the_same_moment_one_is_told() throws Exception {
        for (int round = 0; round < 16; round++) {
            String number = register("Serentak " + round);
            String seen = version(number);
            String name = "Serentak Diubah " + round;
            Callable<Integer> verify = () -> step(number, "verified", seen).status();
            Callable<Integer> edit = () -> change(number, name, seen).status();
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Integer>> ended = both.invokeAll(List.of(verify, edit));
                assertThat(List.of(ended.get(0).get(), ended.get(1).get()))
                        .as("round %s", round)
                        .containsExactlyInAnyOrder(200, 412);
            }
        }
    }

    @Test
    void a_change_that_changes_nothing_leaves_the_version_as_it_was() {
        String number = register("Tidak Berubah");
        String seen = version(number);
        assertThat(change(number, "Tidak Berubah", seen).status()).isEqualTo(200);
        assertThat(step(number, "verified", seen).status()).isEqualTo(200);
    }

    @Test
    void a_group_that_may_be_another_is_verified_only_by_who_was_told() {
        String first = register("Rukun Sejati Bersama");
        String again = register("Rukun Sejati Bersama");
        String[] session = web.session("lebong");
        assertThat(web.get("/kerja/kelompok/" + again, session).text())
                .contains("Mungkin kelompok ini sudah terdaftar", first, "name=\"confirmed\" value=\"true\"");

        Answer refused = step(again, "verified", version(again));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("candidates").findValuesAsString("number"))
                .contains(first);
        Answer page = web.post("/kerja/kelompok/" + again + "/langkah", "step=verified&version=0", session);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("Mungkin kelompok ini sudah terdaftar", first);
        assertThat(approval(again)).isEqualTo("draft");

        assertThat(web.post("/kerja/kelompok/" + again + "/langkah", "step=verified&version=0&confirmed=true", session)
                        .status())
                .isEqualTo(302);
        assertThat(web.get("/kerja/kelompok/" + again, session).text()).contains("Disahkan meskipun mirip", first);
    }

    @Test
    void nobody_leaves_or_gives_up_an_office_unseen() {
        String group = "/api/v1/groups/" + register("Keluar Dilihat");
        String page = "/kerja/kelompok/" + group.substring(group.lastIndexOf('/') + 1);
        JsonNode member = web.json("POST", group + "/members", "{\"name\": \"Wati Dilihat\"}", officer)
                .json()
                .get("member");
        String path = group + "/members/" + member.get("id").asString();
        JsonNode term = web.json(
                        "POST",
                        group + "/officers",
                        "{\"member\": \"" + member.get("id").asString() + "\", \"office\": \"chair\"}",
                        officer)
                .json()
                .get("items")
                .get(0);
        String office = group + "/officers/" + term.get("id").asString();
        assertThat(put(office, "{\"showName\": true}", null).status()).isEqualTo(428);
        assertThat(put(office, "{\"showName\": true}", "\"0\"").status()).isEqualTo(200);
        Answer late = put(office, "{\"endedOn\": \"2026-11-24\"}", "\"0\"");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.json().get("changes").get(0).get("by").asString()).isEqualTo("petugas-lebong");

        String[] session = web.session("petugas-lebong");
        String termPage = page + "/pengurus/" + term.get("id").asString();
        for (String button : List.of("/nama", "/selesai")) {
            assertThat(web.post(termPage + button, "shown=false", session).status())
                    .as(button)
                    .isEqualTo(428);
            assertThat(web.post(termPage + button, "shown=false&version=0", session)
                            .status())
                    .as(button)
                    .isEqualTo(412);
        }
        String days = "startedOn=2026-11-24&endedOn=&reason=keliru";
        assertThat(web.post(termPage + "/tanggal", days, session).status()).isEqualTo(428);
        assertThat(web.post(termPage + "/tanggal", days + "&version=0", session).status())
                .isEqualTo(412);

        assertThat(web.json("POST", path + "/departure", "{}", officer).status())
                .isEqualTo(428);
        assertThat(put(path, "{\"name\": \"Wati Dilihat Lagi\"}", "\"0\"").status())
                .isEqualTo(200);
        assertThat(web.json("POST", path + "/departure", "{}", officer[0], officer[1], "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
        String leave = page + "/anggota/" + member.get("id").asString() + "/keluar";
        assertThat(web.post(leave, "leftOn=2026-11-24", session).status()).isEqualTo(428);
        Answer stale = web.post(leave, "leftOn=2026-11-24&version=0", session);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("Wati Dilihat Lagi", "name=\"version\" value=\"1\"");
        assertThat(web.post(leave, "leftOn=2026-11-24&version=1", session).status())
                .isEqualTo(302);
        // Leaving ended the officer term too, so its old version is outdated.
        assertThat(put(office, "{\"showName\": false}", "\"1\"").status()).isEqualTo(412);
    }

    private Answer put(String path, String body, @Nullable String seen) {
        return seen == null
                ? web.json("PUT", path, body, officer)
                : web.json("PUT", path, body, officer[0], officer[1], "If-Match", seen);
    }

    private String register(String name) {
        Answer answer = web.json("POST", "/api/v1/groups?confirmed=true", body(name), officer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("number").asString();
    }

    private String version(String number) {
        return web.get("/api/v1/groups/" + number + "/record", office).header("ETag");
    }

    private String approval(String number) {
        return web.get("/api/v1/groups/" + number + "/record", office)
                .json()
                .get("approval")
                .asString();
    }

    private Answer change(String number, String name, String seen) {
        return web.json(
                "PUT", "/api/v1/groups/" + number + "/record", body(name), officer[0], officer[1], "If-Match", seen);
    }

    private Answer step(String number, String step, @Nullable String seen) {
        String path = "/api/v1/groups/" + number + "/reviews";
        String body = "{\"step\": \"" + step + "\"}";
        return seen == null
                ? web.json("POST", path, body, office)
                : web.json("POST", path, body, office[0], office[1], "If-Match", seen);
    }

    private static String body(String name) {
        return """
                {"name": "%s", "village": "%s", "sector": "home-industry", "kind": "chips"}
                """.formatted(name, VILLAGE);
    }
}
