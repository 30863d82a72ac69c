package id.cemara.registry.duplicates;

import static id.cemara.TestDatabases.asApp;
import static id.cemara.TestDatabases.asOwner;
import static id.cemara.registry.duplicates.ADuplicate.aDuplicate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.registry.duplicates.Candidates.Candidate;
import id.cemara.shared.Actor;
import id.cemara.shared.AreaCode;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.GroupId;
import id.cemara.shared.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// A group of Lebong is registered again in Seluma, and a third time with a similar name in its own village.
@WritingTest
class FindingDuplicatesTests {

    private static final String IN_LEBONG = "17.07.04.1003";
    private static final String IN_SELUMA = "17.05.04.2001";
    private static final Pattern VERSION = Pattern.compile("name=\"((?:first|second)Version)\" value=\"([0-9]+)\"");
    private static final String PHONE = "+6286055550001";
    private static final Actor SELUMA = Actors.of(Role.FIELD_OFFICER, "17.05");
    private static final Actor LEBONG = Actors.of(Role.DISTRICT_OFFICE, "17.07");
    private static final ADuplicate FIRST = aDuplicate("serasi-satu", IN_LEBONG, 3)
            .called("Serasi Nan Jaya")
            .withPhone(PHONE)
            .ofPersonsFrom(5000);
    private static final ADuplicate AGAIN = aDuplicate("serasi-lagi", IN_LEBONG, 2)
            .called("Kelompok UPPKS Serasie Nan Djaja")
            .ofPersonsFrom(5100);
    private static final ADuplicate AWAY = aDuplicate("serasi-jauh", IN_SELUMA, 2)
            .called("UPPKA Serasi Nan Jaya")
            .withPhone("0860 5555-0001")
            .ofPersonsFrom(5002);

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private Duplicates duplicates;

    @Autowired
    private Environment environment;

    private Connection owner;
    private Web web;

    @BeforeEach
    void three_records() throws SQLException {
        owner = asOwner(access);
        web = Web.of(environment);
        if (number("select count(*) from registry.business_groups where id = '" + FIRST.id() + "'") == 0) {
            FIRST.insert(owner);
            AGAIN.insert(owner);
            AWAY.insert(owner);
        }
        ADuplicate.run(owner, "delete from registry.duplicate_cases");
    }

    @AfterEach
    void log_out() throws SQLException {
        owner.close();
    }

    @Test
    void before_saving_the_groups_of_the_own_area_are_named_with_reasons_and_others_only_counted() {
        Candidates seen = as(
                LEBONG,
                () -> duplicates.candidates(
                        "Kelompok Serasi Nan Jaya",
                        new AreaCode(IN_LEBONG),
                        PHONE,
                        List.of(ADuplicate.person(5000)),
                        null));
        assertThat(seen.hits())
                .extracting(Candidate::name)
                .containsExactly("Serasi Nan Jaya", "Kelompok UPPKS Serasie Nan Djaja");
        assertThat(seen.hits().getFirst().reasons())
                .containsExactly(
                        new Reason("name-alike", 100),
                        new Reason("same-village", 0),
                        new Reason("same-phone", 0),
                        new Reason("shared-members", 1));
        assertThat(seen.elsewhere()).isEqualTo(1);

        Candidates elsewhere = as(
                SELUMA,
                () -> duplicates.candidates(
                        "Serasi Nan Jaya", new AreaCode("17.05.05.2001"), "0860-5555-0001", List.of(), null));
        assertThat(elsewhere.hits()).extracting(Candidate::name).containsExactly("UPPKA Serasi Nan Jaya");
        assertThat(elsewhere.elsewhere()).isEqualTo(1);
    }

    @Test
    void another_name_a_number_or_another_village_is_no_duplicate() {
        for (String name : List.of("Serasi Nan Jaya 2", "Serasi Nan Jaya III", "Anggrek Ungu")) {
            Candidates seen =
                    as(LEBONG, () -> duplicates.candidates(name, new AreaCode(IN_LEBONG), null, List.of(), null));
            assertThat(seen.isEmpty()).as(name).isTrue();
        }
        assertThat(as(
                                LEBONG,
                                () -> duplicates.candidates(
                                        "Serasi Nan Jaya", new AreaCode("17.07.04.2001"), null, List.of(), null))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_member_who_is_in_another_group_already_is_found_by_the_hash_of_the_nik() {
        Candidates inLebong = as(LEBONG, () -> duplicates.groupsOf(ADuplicate.person(5002), new GroupId(AWAY.id())));
        assertThat(inLebong.hits()).extracting(Candidate::group).containsExactly(FIRST.id());
        Candidates inSeluma = as(SELUMA, () -> duplicates.groupsOf(ADuplicate.person(5002), new GroupId(AWAY.id())));
        assertThat(inSeluma.hits()).isEmpty();
        assertThat(inSeluma.elsewhere()).isEqualTo(1);
        assertThat(as(SELUMA, () -> duplicates.groupsOf(ADuplicate.person(4999), null))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void the_search_tells_a_field_officer_of_seluma_nothing_of_lebong_but_an_id_and_a_score() throws SQLException {
        try (Connection app = asApp(access)) {
            app.setAutoCommit(false);
            try (PreparedStatement setting = app.prepareStatement("select set_config('cemara.areas', '17.05', true)")) {
                setting.execute();
            }
            try (PreparedStatement search = app.prepareStatement("""
                    select * from registry.duplicate_candidates('Serasi Nan Jaya', '17.05.04.2001', '086055550001',
                                                                array[]::bytea[], null)
                    """);
                    ResultSet row = search.executeQuery()) {
                int lebong = 0;
                while (row.next()) {
                    if (row.getObject("group_id", UUID.class).equals(FIRST.id())) {
                        lebong++;
                        assertThat(row.getBoolean("in_scope")).isFalse();
                        assertThat(row.getFloat("score")).isBetween(0.5f, 1f);
                        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                            String name = row.getMetaData().getColumnName(column);
                            if (!List.of("group_id", "score", "in_scope").contains(name)) {
                                assertThat(row.getObject(column)).as(name).isNull();
                            }
                        }
                    }
                }
                assertThat(lebong).isEqualTo(1);
            }
            assertThatThrownBy(() -> app.prepareStatement(
                                    "select * from registry.duplicate_evidence('x', '17.05.04.2001', null, null, null)")
                            .execute())
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_case_waits_for_the_office_that_answers_for_both_and_no_other() throws SQLException {
        as(SELUMA, () -> duplicates.note(List.of(new GroupId(AWAY.id()))));
        as(LEBONG, () -> duplicates.note(List.of(new GroupId(AGAIN.id()))));
        for (String[] expected : new String[][] {
            {"17.07", "1"}, {"17.07.04", "1"}, {"17.05", "0"}, {"17", "2"}, {"*", "2"}, {"18", "0"}, {"", "0"}
        }) {
            assertThat(casesSeenFrom(expected[0])).as(expected[0]).isEqualTo(Long.parseLong(expected[1]));
        }
        assertThat(number("select count(*) from registry.duplicate_cases where area_code = '17'"))
                .isEqualTo(1);
    }

    @Test
    void the_nightly_work_finds_the_same_again_and_keeps_decisions() throws SQLException {
        Actor night = new Actor.System("duplicates", List.of(Actor.EVERYWHERE));
        int open = as(night, () -> duplicates.noteAll());
        String cases = "select string_agg(c::text, ',' order by id) from registry.duplicate_cases c";
        String first = text(cases);
        assertThat(as(night, () -> duplicates.noteAll())).isEqualTo(open);
        assertThat(text(cases)).isEqualTo(first);
        String pair = " where least('%s', '%s')::uuid = group_a".formatted(FIRST.id(), AGAIN.id())
                + " and greatest('%s', '%s')::uuid = group_b".formatted(FIRST.id(), AGAIN.id());
        ADuplicate.run(
                owner,
                "update registry.duplicate_cases set state = 'dismissed', decided_at = now(), reason = 'Dua kelompok.'"
                        + pair);
        assertThat(as(night, () -> duplicates.noteAll())).isEqualTo(open - 1);
        assertThat(text("select state from registry.duplicate_cases" + pair)).isEqualTo("dismissed");
        assertThat(as(LEBONG, () -> duplicates.of(numberOf(AGAIN))).isEmpty()).isTrue();
    }

    @Test
    void an_open_case_that_no_longer_looks_like_one_is_forgotten() throws SQLException {
        as(LEBONG, () -> duplicates.note(List.of(new GroupId(AGAIN.id()))));
        String rename = "update registry.business_groups set name = ? where id = ?";
        ADuplicate.run(owner, rename, "Cempaka Sejati", AGAIN.id());
        assertThat(as(LEBONG, () -> duplicates.note(List.of(new GroupId(AGAIN.id())))))
                .isZero();
        assertThat(number("select count(*) from registry.duplicate_cases")).isZero();
        ADuplicate.run(owner, rename, "Kelompok UPPKS Serasie Nan Djaja", AGAIN.id());
    }

    @Test
    void the_office_compares_both_side_by_side_and_tells_them_apart_or_merges_and_undoes() throws SQLException {
        String[] office = web.session("lebong");
        assertThat(web.get("/kerja/ganda", office).text()).contains("Tidak ada yang menunggu");
        as(LEBONG, () -> duplicates.note(List.of(new GroupId(AGAIN.id()))));
        String list = web.get("/kerja/ganda", office).text();
        String id = text("select id from registry.duplicate_cases");
        assertThat(list).contains("/kerja/ganda/" + id, "nama mirip", "kelurahan atau desa sama");
        assertThat(web.get("/kerja", office).text()).contains("/kerja/ganda");
        assertThat(web.get("/kerja/ganda", web.session("seluma")).text()).doesNotContain(id);
        assertThat(web.get("/kerja/ganda/" + id, web.session("seluma")).status())
                .isEqualTo(404);

        String page = web.get("/kerja/ganda/" + id, office).text();
        assertThat(page).contains(numberOf(FIRST), numberOf(AGAIN), "beda", "Gabungkan ke Serasi Nan Jaya");
        Answer silent = web.post("/kerja/ganda/" + id + "/gabungan", "into=" + numberOf(FIRST) + seen(page), office);
        assertThat(silent.status()).isEqualTo(422);
        assertThat(silent.text()).contains("reason-salah");
        String reason = "&reason=" + URLEncoder.encode("Ketuanya sama.", StandardCharsets.UTF_8);
        assertThat(web.post("/kerja/ganda/" + id + "/gabungan", "into=" + numberOf(FIRST) + reason, office)
                        .status())
                .isEqualTo(428);
        String compared = reason + seen(page);
        ADuplicate.run(owner, "update registry.business_groups set version = version + 1 where id = ?", FIRST.id());
        Answer late = web.post("/kerja/ganda/" + id + "/gabungan", "into=" + numberOf(FIRST) + compared, office);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text()).contains("Gabungkan ke Serasi Nan Jaya", ">Ketuanya sama.</textarea>");
        assertThat(web.post("/kerja/ganda/" + id + "/bukan-ganda", compared.substring(1), office)
                        .status())
                .isEqualTo(412);
        compared = reason + seen(web.get("/kerja/ganda/" + id, office).text());
        assertThat(web.post("/kerja/ganda/" + id + "/gabungan", "into=" + numberOf(FIRST) + compared, office)
                        .status())
                .isEqualTo(302);
        String merged = web.get("/kerja/ganda/" + id, office).text();
        assertThat(merged).contains("sudah digabung ke", "Ketuanya sama.", "Batalkan penggabungan");
        for (String number : List.of(numberOf(FIRST), numberOf(AGAIN))) {
            assertThat(web.get("/kerja/kelompok/" + number, office).text())
                    .contains("href=\"/kerja/ganda/" + id + "\"", "Lihat atau batalkan");
        }
        assertThat(web.get("/kerja/ganda?keadaan=diputuskan", office).text())
                .contains("/kerja/ganda/" + id, "digabung");
        String merge =
                text("select id from registry.merges where undone_at is null and from_group = '" + AGAIN.id() + "'");
        Answer undone = web.post("/kerja/ganda/" + id + "/gabungan/batal", "merge=" + merge, office);
        assertThat(undone.status()).isEqualTo(302);
        assertThat(web.get(undone.header("Location").replaceAll("^https?://[^/]+", ""), office)
                        .text())
                .contains("Penggabungan sudah dibatalkan");
        compared = reason + seen(web.get("/kerja/ganda/" + id, office).text());
        assertThat(web.post("/kerja/ganda/" + id + "/bukan-ganda", compared.substring(1), office)
                        .status())
                .isEqualTo(302);
        assertThat(web.get("/kerja/ganda/" + id, office).text()).contains("Sudah dinyatakan bukan ganda");
        assertThat(web.get("/kerja/ganda", office).text()).contains("Tidak ada yang menunggu");
    }

    @Test
    void programs_ask_for_duplicates_merge_once_and_undo() throws SQLException {
        String[] office = web.bearer("lebong");
        JsonNode found = web.get("/api/v1/groups/" + numberOf(AGAIN) + "/duplicates", office)
                .json();
        assertThat(found.get("items").get(0).get("number").asString()).isEqualTo(numberOf(FIRST));
        assertThat(found.get("elsewhere").asInt()).isZero();
        String ofFirst = "/api/v1/groups/" + numberOf(FIRST) + "/duplicates";
        assertThat(web.get(ofFirst, office).json().get("elsewhere").asInt()).isEqualTo(1);
        assertThat(web.get(ofFirst, web.bearer("petugas-seluma")).status()).isEqualTo(404);
        assertThat(web.get(ofFirst).status()).isEqualTo(401);

        String unseen = "{\"from\":\"%s\",\"into\":\"%s\",\"reason\":\"Terdaftar dua kali.\"}"
                .formatted(numberOf(AGAIN), numberOf(FIRST));
        assertThat(web.json("POST", "/api/v1/merges", unseen, office).status()).isEqualTo(428);
        String body = unseen.replace(
                "{", "{\"fromVersion\":%s,\"intoVersion\":%s,".formatted(versionOf(AGAIN), versionOf(FIRST)));
        assertThat(web.json("POST", "/api/v1/merges", body).status()).isEqualTo(401);
        assertThat(web.json("POST", "/api/v1/merges", body, web.bearer("petugas-lebong"))
                        .status())
                .isEqualTo(403);
        assertThat(web.json("POST", "/api/v1/merges", body, web.bearer("seluma"))
                        .status())
                .isEqualTo(404);
        String[] keyed = {office[0], office[1], "Idempotency-Key", "gabung-1"};
        Answer merged = web.json("POST", "/api/v1/merges", body, keyed);
        assertThat(merged.status()).isEqualTo(201);
        assertThat(web.json("POST", "/api/v1/merges", body, keyed).text()).isEqualTo(merged.text());
        String path = "/api/v1/merges/" + merged.json().get("id").asString();
        assertThat(merged.header("Location")).endsWith(path);
        assertThat(web.json("DELETE", path, null, office).status()).isEqualTo(204);
        assertThat(web.json("DELETE", path, null, office).json().get("title").asString())
                .isEqualTo("merge-already-decided");
        assertThat(web.get(path, office).json().get("undoneAt").isNull()).isFalse();
    }

    /// The versions in the hidden fields of a case's page, as form parameters.
    private static String seen(String page) {
        Matcher hidden = VERSION.matcher(page);
        StringBuilder seen = new StringBuilder();
        while (hidden.find()) {
            seen.append('&').append(hidden.group(1)).append('=').append(hidden.group(2));
        }
        return seen.toString();
    }

    private String versionOf(ADuplicate group) throws SQLException {
        return text("select version from registry.business_groups where id = '" + group.id() + "'");
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        return CurrentActor.call(actor, work::get);
    }

    private long casesSeenFrom(String areas) throws SQLException {
        try (Connection app = asApp(access)) {
            app.setAutoCommit(false);
            try (PreparedStatement setting = app.prepareStatement("select set_config('cemara.areas', ?, true)")) {
                setting.setString(1, areas);
                setting.execute();
            }
            try (ResultSet row = app.createStatement().executeQuery("select count(*) from registry.duplicate_cases")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private String numberOf(ADuplicate group) {
        try {
            return text("select number from registry.business_groups where id = '" + group.id() + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
