package id.cemara.registry.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// Periods of one kind do not overlap; wrong dates are corrected with a reason.
@WritingTest
class CorrectingDaysTests {

    private static int person = 9100; // other tests use the numbers below

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;
    private String[] officer = {};
    private String nik = "";

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        officer = web.bearer("petugas-lebong");
        nik = "170704520585" + person++;
    }

    @Test
    void a_person_who_joins_again_before_leaving_is_refused_naming_the_other_period() {
        String members = group("Masuk Lagi") + "/members";
        JsonNode first = member(members, "Siti", "2019-01-01", nik);
        leave(members, first, "2020-06-01");
        Answer overlapping = add(members, "Siti", "2020-03-01", nik);
        assertThat(overlapping.status()).isEqualTo(409);
        assertThat(overlapping.json().get("title").asString()).isEqualTo("already-member");
        assertThat(overlapping.text()).contains("1 Januari 2019", "1 Juni 2020");
        JsonNode second = member(members, "Siti", "2020-06-01", nik);
        Answer earlier = change(members, second, "Siti", ", \"joinedOn\": \"2020-05-31\", \"reason\": \"salah ketik\"");
        assertThat(earlier.status()).isEqualTo(409);
        assertThat(earlier.text()).contains("1 Juni 2020");
    }

    @Test
    void the_database_itself_lets_nobody_be_a_member_twice_on_a_day() throws SQLException {
        String group = group("Dua Kali Sehari");
        JsonNode first = member(group + "/members", "Ani", "2019-01-01", nik);
        leave(group + "/members", first, "2020-06-01");
        JsonNode second = member(group + "/members", "Ani", "2021-01-01", nik);
        try (Connection owner = TestDatabases.asOwner(database);
                Statement statement = owner.createStatement()) {
            assertThatThrownBy(() ->
                            statement.execute("update registry.memberships set joined_on = '2020-05-31' where id = '"
                                    + second.get("id").asString() + "'"))
                    .hasMessageContaining("members_once_on_a_day");
            assertThatThrownBy(() ->
                            statement.execute("""
                    insert into registry.officer_terms (id, group_id, membership_id, office, started_on)
                    select gen_random_uuid(), group_id, id, 'chair', '2018-12-31'
                      from registry.memberships where id = '%s'
                    """.formatted(first.get("id").asString())))
                    .hasMessageContaining("outside of its membership");
        }
    }

    @Test
    void a_term_that_overlaps_another_is_refused_and_shortens_nothing() {
        String group = group("Ketua Lama");
        JsonNode wati = member(group + "/members", "Wati", "2015-01-01", "");
        JsonNode yuli = member(group + "/members", "Yuli", "2017-01-01", "");
        assertThat(begin(group, wati, "chair", "2020-01-01", null).status()).isEqualTo(200);
        Answer before = begin(group, yuli, "chair", "2018-01-01", null);
        assertThat(before.status()).isEqualTo(409);
        assertThat(before.json().get("title").asString()).isEqualTo("office-taken");
        assertThat(before.text()).contains("1 Januari 2020");
        assertThat(web.get(group + "/officers", officer).json().get("items")).hasSize(1);

        assertThat(begin(group, yuli, "chair", "2016-01-01", "2019-01-01")
                        .json()
                        .get("title")
                        .asString())
                .isEqualTo("outside-membership");
        Answer past = begin(group, yuli, "chair", "2017-01-01", "2019-01-01");
        assertThat(past.status()).as(past.text()).isEqualTo(200);
        assertThat(past.json().get("items").get(0).get("startedOn").asString()).isEqualTo("2020-01-01");
        assertThat(past.json().get("items").get(0).get("endedOn").isNull()).isTrue();
        assertThat(begin(group, yuli, "chair", "2022-01-01", null).status()).isEqualTo(200);

        JsonNode terms = web.get(group + "/officers", officer).json().get("items");
        assertThat(terms.findValuesAsString("startedOn")).containsExactly("2022-01-01", "2017-01-01", "2020-01-01");
        String watis = terms.get(2).get("id").asString();
        assertThat(terms.get(2).get("endedOn").asString()).isEqualTo("2022-01-01");
        String path = group + "/officers/" + watis;
        String[] seen = seen(terms.get(2));
        assertThat(web.json("PUT", path, "{\"endedOn\": \"2021-01-01\"}", seen).status())
                .isEqualTo(422);
        assertThat(web.json("PUT", path, "{\"endedOn\": \"2023-01-01\", \"reason\": \"keliru\"}", seen)
                        .status())
                .isEqualTo(409);
        assertThat(web.json("PUT", path, "{\"startedOn\": \"2019-06-01\", \"reason\": \"keliru\"}", seen)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_membership_does_not_end_before_an_office_held_in_it_began() {
        String group = group("Keluar Mundur");
        JsonNode wati = member(group + "/members", "Wati", "2015-01-01", "");
        begin(group, wati, "treasurer", "2020-01-01", null);
        String path = group + "/members/" + wati.get("id").asString();
        Answer early = web.json("POST", path + "/departure", "{\"on\": \"2019-01-01\"}", seen(wati));
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text()).contains("endahara", "1 Januari 2020");
        assertThat(web.json("POST", path + "/departure", "{\"on\": \"2021-01-01\"}", seen(wati))
                        .status())
                .isEqualTo(204);
        JsonNode left = web.get(path, officer).json();
        Answer earlier =
                change(group + "/members", left, "Wati", ", \"leftOn\": \"2020-06-01\", \"reason\": \"keliru\"");
        assertThat(earlier.status()).as(earlier.text()).isEqualTo(200);
        assertThat(web.get(group + "/officers", officer)
                        .json()
                        .get("items")
                        .get(0)
                        .get("endedOn")
                        .asString())
                .isEqualTo("2020-06-01");
    }

    @Test
    void days_of_a_member_are_corrected_with_a_reason_and_never_dropped() {
        String members = group("Tanggal Keliru") + "/members";
        JsonNode siti = member(members, "Siti", "2019-01-01", nik);
        assertThat(change(members, siti, "Siti", ", \"joinedOn\": \"2018-01-01\"")
                        .status())
                .isEqualTo(422);
        assertThat(change(members, siti, "Siti", ", \"leftOn\": \"2020-01-01\", \"reason\": \"x\"")
                        .status())
                .isEqualTo(422);
        Answer corrected = change(members, siti, "Siti", ", \"joinedOn\": \"2018-01-01\", \"reason\": \"salah tahun\"");
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(200);
        siti = corrected.json().get("member");
        assertThat(siti.get("joinedOn").asString()).isEqualTo("2018-01-01");
        leave(members, siti, "2021-01-01");
        String path = members + "/" + siti.get("id").asString();
        siti = web.get(path, officer).json();
        siti = change(members, siti, "Siti", ", \"leftOn\": \"2022-01-01\", \"reason\": \"salah tahun\"")
                .json()
                .get("member");
        assertThat(siti.get("leftOn").asString()).isEqualTo("2022-01-01");
        String[] seen = {
            officer[0], officer[1], "If-Match", "\"" + siti.get("version").asInt() + "\""
        };
        assertThat(web.delete(path + "/departure", seen).status()).isEqualTo(422);
        Answer back = web.delete(path + "/departure?reason=ternyata+masih+anggota", seen);
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.json().get("leftOn").isNull()).isTrue();
        assertThat(web.delete(path + "/departure?reason=lagi", seen).status()).isEqualTo(412);
        assertThat(Rows.number(
                        database,
                        "select count(*) from identity.audit_trail"
                                + " where action = 'member.days-corrected' and reason is not null and subject = '"
                                + siti.get("id").asString() + "'"))
                .isEqualTo(3);
    }

    @Test
    void the_day_of_registration_is_corrected_with_a_reason_and_never_dropped() {
        String group = group("Terdaftar Keliru");
        JsonNode before = web.get(group + "/record", officer).json();
        assertThat(register(group, before, "2016-01-01", "").status()).isEqualTo(422);
        Answer after = register(group, before, "2016-01-01", ", \"reason\": \"menurut SK\"");
        assertThat(after.status()).as(after.text()).isEqualTo(200);
        assertThat(after.json().get("registeredOn").asString()).isEqualTo("2016-01-01");
        for (String table : List.of("group_places", "group_stages", "group_sectors")) {
            assertThat(Rows.all(
                            database,
                            "select valid_from || ' ' || coalesce(valid_to::text, '-') from registry." + table
                                    + " f join registry.business_groups g on g.id = f.group_id where g.number = '"
                                    + before.get("number").asString() + "'"))
                    .as(table)
                    .containsExactly("2016-01-01 -");
        }
        assertThat(web.json("POST", group + "/statuses", "{\"status\": \"reduced\", \"from\": \"2015-12-31\"}", officer)
                        .status())
                .isEqualTo(422);
        assertThat(web.json("POST", group + "/statuses", "{\"status\": \"reduced\", \"from\": \"2018-01-01\"}", officer)
                        .status())
                .isEqualTo(200);
        JsonNode now = web.get(group + "/record", officer).json();
        Answer late = register(group, now, "2019-01-01", ", \"reason\": \"menurut SK\"");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text()).contains("1 Januari 2018");
    }

    @Test
    void what_was_said_of_the_business_at_registration_moves_along_with_its_day() {
        String group = group("Keadaan Semula");
        JsonNode before = web.get(group + "/record", officer).json();
        assertThat(web.json(
                                "POST",
                                group + "/statuses",
                                "{\"status\": \"normal\", \"from\": \""
                                        + before.get("registeredOn").asString() + "\"}",
                                officer)
                        .status())
                .isEqualTo(200);
        assertThat(web.json("POST", group + "/statuses", "{\"status\": \"reduced\", \"from\": \"2024-01-01\"}", officer)
                        .status())
                .isEqualTo(200);
        String number = before.get("number").asString();
        for (String right : List.of("2023-05-01", "2012-03-01")) {
            JsonNode now = web.get(group + "/record", officer).json();
            Answer after = register(group, now, right, ", \"reason\": \"menurut SK\"");
            assertThat(after.status()).as(after.text()).isEqualTo(200);
            assertThat(periods("group_statuses", "status", number))
                    .containsExactly("normal " + right + " 2024-01-01", "reduced 2024-01-01 -");
        }
        JsonNode now = web.get(group + "/record", officer).json();
        Answer late = register(group, now, "2024-01-02", ", \"reason\": \"menurut SK\"");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text()).contains("1 Januari 2024");
    }

    @Test
    void the_day_of_a_status_and_of_a_stage_is_corrected_with_a_reason() {
        String group = group("Keadaan Keliru");
        String number = group.substring(group.lastIndexOf('/') + 1);
        for (String status : List.of("reduced\", \"from\": \"2020-04-01", "normal\", \"from\": \"2021-04-01")) {
            assertThat(web.json("POST", group + "/statuses", "{\"status\": \"" + status + "\"}", officer)
                            .status())
                    .isEqualTo(200);
        }
        String wrong = "{\"fact\": \"status\", \"from\": \"2021-04-01\", \"right\": \"%s\", \"reason\": \"%s\"}";
        assertThat(web.json("POST", group + "/day-corrections", wrong.formatted("2020-10-01", "salah tahun"), officer)
                        .status())
                .isEqualTo(428);
        assertThat(correctDay(group, wrong.formatted("2020-10-01", "")).status())
                .isEqualTo(422);
        Answer early = correctDay(group, wrong.formatted("2020-04-01", "salah tahun"));
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.text()).contains("1 April 2020");
        assertThat(correctDay(group, wrong.formatted("2030-01-01", "salah tahun"))
                        .status())
                .isEqualTo(422);
        assertThat(correctDay(group, wrong.replace("2021-04-01", "2021-04-02").formatted("2020-10-01", "salah"))
                        .status())
                .isEqualTo(404);
        String[] seen = {
            officer[0],
            officer[1],
            "If-Match",
            web.get(group + "/record", officer).header("ETag")
        };
        assertThat(web.json("POST", group + "/day-corrections", wrong.formatted("2020-10-01", "salah tahun"), seen)
                        .status())
                .isEqualTo(200);
        assertThat(web.json("POST", group + "/day-corrections", wrong.formatted("2020-11-01", "salah tahun"), seen)
                        .status())
                .isEqualTo(412);
        assertThat(periods("group_statuses", "status", number))
                .containsExactly("reduced 2020-04-01 2020-10-01", "normal 2020-10-01 -");
        Answer late = correctDay(group, """
                {"fact": "status", "from": "2020-04-01", "right": "2020-10-01", "reason": "keliru"}
                """);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text()).contains("1 Oktober 2020");

        Rows.run(database, """
                update registry.group_stages set valid_to = '2019-06-01'
                 where group_id = (select id from registry.business_groups where number = '%1$s');
                insert into registry.group_stages (group_id, stage, valid_from)
                select id, 'developing', '2019-06-01' from registry.business_groups where number = '%1$s'
                """.formatted(number));
        String stage = "{\"fact\": \"stage\", \"from\": \"%s\", \"right\": \"2018-06-01\", \"reason\": \"keliru\"}";
        assertThat(web.json("POST", group + "/day-corrections", stage.formatted("2019-06-01"), web.bearer("lebong"))
                        .status())
                .as("who does not assess does not correct it")
                .isEqualTo(403);
        assertThat(correctDay(group, stage.formatted("2015-01-01")).status())
                .as("the first stage begins with the registration")
                .isEqualTo(404);
        assertThat(correctDay(group, stage.formatted("2019-06-01")).status()).isEqualTo(200);
        assertThat(periods("group_stages", "stage", number))
                .containsExactly("basic 2015-01-01 2018-06-01", "developing 2018-06-01 -");
        assertThat(Rows.number(
                        database,
                        "select count(*) from identity.audit_trail a join registry.business_groups g on g.id = a.subject"
                                + " where a.action = 'group.days-corrected' and a.reason is not null and g.number = '"
                                + number + "'"))
                .isEqualTo(2);

        String[] session = web.session("petugas-lebong");
        String page = "/kerja/kelompok/" + number + "/keadaan";
        assertThat(web.get(page, session).text()).contains("Perbaiki tanggal keadaan usaha", "value=\"2020-10-01\"");
        String version = web.get(group + "/record", officer).header("ETag").replace("\"", "");
        String form = "fact=status&from=2020-10-01&right=2020-12-01&version=" + version;
        Answer without = web.post(page + "/tanggal", form, session);
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("value=\"2020-12-01\"", "perlu diisi kalau tanggal diperbaiki");
        assertThat(web.post(page + "/tanggal", form.replace("&version=" + version, "") + "&reason=keliru", session)
                        .status())
                .isEqualTo(428);
        assertThat(web.post(page + "/tanggal", form + "&reason=keliru", session).status())
                .isEqualTo(302);
    }

    private Answer correctDay(String group, String body) {
        return web.json(
                "POST",
                group + "/day-corrections",
                body,
                officer[0],
                officer[1],
                "If-Match",
                web.get(group + "/record", officer).header("ETag"));
    }

    private List<String> periods(String table, String column, String number) {
        return Rows.all(database, """
                select f.%s || ' ' || f.valid_from || ' ' || coalesce(f.valid_to::text, '-')
                  from registry.%s f join registry.business_groups g on g.id = f.group_id
                 where g.number = '%s' and (f.valid_to is null or f.valid_to > f.valid_from)
                 order by f.valid_from
                """.formatted(column, table, number));
    }

    @Test
    void the_same_person_without_a_nik_is_asked_about_and_saved_when_confirmed() {
        String members = group("Nama Sama") + "/members";
        web.json("POST", members, "{\"name\": \"Sri Rejeki\", \"birthDate\": \"1985-05-12\"}", officer);
        Answer twin = web.json("POST", members, "{\"name\": \"sri  rejeki\", \"phone\": \"081234567890\"}", officer);
        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.json().get("title").asString()).isEqualTo("maybe-same-member");
        assertThat(twin.json().get("members").get(0).get("name").asString()).isEqualTo("Sri Rejeki");
        assertThat(web.json("POST", members, "{\"name\": \"Sri Rejeki\", \"birthDate\": \"1990-01-01\"}", officer)
                        .status())
                .isEqualTo(201);
        assertThat(web.json("POST", members + "?confirmed=true", "{\"name\": \"Sri Rejeki\"}", officer)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void the_pages_offer_and_take_a_correction() {
        String group = group("Halaman Tanggal");
        JsonNode wati = member(group + "/members", "Wati Halaman", "2015-01-01", "");
        begin(group, wati, "chair", "2020-01-01", null);
        String term = web.get(group + "/officers", officer)
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        String base = "/kerja/kelompok/" + group.substring(group.lastIndexOf('/') + 1);
        String[] session = web.session("petugas-lebong");
        String memberPage = base + "/anggota/" + wati.get("id").asString();
        assertThat(web.get(memberPage, session).text()).contains(memberPage + "/tanggal", "Perbaiki tanggal");
        Answer without = web.post(memberPage + "/tanggal", "version=0&joinedOn=2016-01-01", session);
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.text()).contains("value=\"2016-01-01\"", "perlu diisi kalau tanggal diperbaiki");
        assertThat(web.post(memberPage + "/tanggal", "version=0&joinedOn=2016-01-01&reason=keliru", session)
                        .status())
                .isEqualTo(302);
        String termPage = base + "/pengurus/" + term;
        assertThat(web.get(base + "/anggota", session).text()).contains(termPage);
        assertThat(web.get(termPage, session).text()).contains("value=\"2020-01-01\"");
        assertThat(web.post(termPage + "/tanggal", "version=0&startedOn=2019-01-01&endedOn=&reason=keliru", session)
                        .status())
                .isEqualTo(302);
        Answer twin = web.post(base + "/anggota", "name=Wati+Halaman", session);
        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.text()).contains("name=\"confirmed\"", memberPage);
        assertThat(web.post(base + "/anggota", "name=Wati+Halaman&confirmed=true", session)
                        .status())
                .isEqualTo(302);
    }

    private String group(String name) {
        Answer answer = web.json("POST", "/api/v1/groups?confirmed=true", """
                {"name": "%s", "village": "17.07.04.1003", "sector": "services", "registeredOn": "2015-01-01"}
                """.formatted(name), officer);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return "/api/v1/groups/" + answer.json().get("number").asString();
    }

    private Answer add(String members, String name, String joinedOn, String ofNik) {
        return web.json("POST", members, """
                {"name": "%s", "joinedOn": "%s", "nik": "%s"}
                """.formatted(name, joinedOn, ofNik), officer);
    }

    private JsonNode member(String members, String name, String joinedOn, String ofNik) {
        Answer answer = add(members, name, joinedOn, ofNik);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("member");
    }

    /// The officer's headers, with the version of the member or term as `If-Match`.
    private String[] seen(JsonNode looked) {
        return new String[] {
            officer[0], officer[1], "If-Match", "\"" + looked.get("version").asInt() + "\""
        };
    }

    private void leave(String members, JsonNode member, String on) {
        Answer answer = web.json(
                "POST",
                members + "/" + member.get("id").asString() + "/departure",
                "{\"on\": \"" + on + "\"}",
                seen(member));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private Answer change(String members, JsonNode member, String name, String more) {
        String[] seen = {
            officer[0], officer[1], "If-Match", "\"" + member.get("version").asInt() + "\""
        };
        return web.json(
                "PUT", members + "/" + member.get("id").asString(), "{\"name\": \"" + name + "\"" + more + "}", seen);
    }

    private Answer begin(String group, JsonNode member, String office, String from, @Nullable String until) {
        return web.json(
                "POST",
                group + "/officers",
                """
                {"member": "%s", "office": "%s", "startedOn": "%s"%s}
                """.formatted(
                                member.get("id").asString(),
                                office,
                                from,
                                until == null ? "" : ", \"endedOn\": \"" + until + "\""),
                officer);
    }

    private Answer register(String group, JsonNode before, String registeredOn, String more) {
        String[] seen = {
            officer[0], officer[1], "If-Match", "\"" + before.get("version").asInt() + "\""
        };
        return web.json(
                "PUT", group + "/record", """
                {"name": "%s", "village": "17.07.04.1003", "sector": "services", "registeredOn": "%s"%s}
                """.formatted(before.get("name").asString(), registeredOn, more), seen);
    }
}
