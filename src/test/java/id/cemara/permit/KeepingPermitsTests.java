package id.cemara.permit;

import static id.cemara.registry.AGroup.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.WritingTest;
import id.cemara.files.Multipart;
import id.cemara.platform.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Permits of a group in Lebong, on pages and in the API.
@WritingTest
class KeepingPermitsTests {

    private static final String GROUP = "17.07-9001";
    private static final String PAGE = "/kerja/kelompok/" + GROUP + "/izin";
    private static final String API = "/api/v1/groups/" + GROUP + "/permits";
    private static final String OF_LEBONG = "2021707010001-29";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess database;

    private Web web;

    @BeforeEach
    void no_permits_yet() throws SQLException {
        web = Web.of(environment);
        try (Connection owner = TestDatabases.asOwner(database)) {
            aGroup("uji-izin").numbered(GROUP).in("17.07.04.1003").insertIfMissing(owner);
        }
        asOwner("""
                with g as (select id from registry.business_groups where number = '17.07-9001'),
                     x as (delete from permit.permit_private where group_id in (select id from g)),
                     h as (delete from permit.held where group_id in (select id from g))
                delete from permit.permits where group_id in (select id from g)
                """);
    }

    @Test
    void of_two_who_write_one_number_at_once_the_second_is_told() throws Exception {
        String[] officer = web.bearer("petugas-lebong");
        String id = web.json("POST", API, "{\"kind\": \"nib\", \"number\": \"9120001230001\"}", officer)
                .json()
                .get("id")
                .asString();
        try (Connection other = TestDatabases.asOwner(database);
                var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            Rows.run(other, """
                    insert into permit.permits (id, group_id, area_code, kind, number, recorded_on)
                    select gen_random_uuid(), id, area_code, 'nib', '9120001230002', '2026-11-24'
                      from registry.business_groups where number = '17.07-9001'
                    """);
            String self = Rows.one(other, "select pg_backend_pid()");
            Future<Web.Answer> second = thread.submit(() -> web.json(
                    "PUT",
                    API + "/" + id,
                    "{\"kind\": \"nib\", \"number\": \"9120001230002\"}",
                    officer[0],
                    officer[1],
                    "If-Match",
                    "\"0\""));
            Poll.until(() -> Rows.number(
                            database,
                            "select count(*) from pg_locks l where not l.granted and " + self
                                    + " = any (pg_blocking_pids(l.pid))")
                    > 0);
            other.commit();
            Web.Answer told = second.get();
            assertThat(told.status()).as(told.text()).isEqualTo(409);
            assertThat(told.json().get("title").asString()).isEqualTo("permit-known");
        }
    }

    @Test
    void a_permit_goes_from_the_form_to_the_public_page_without_its_holder() {
        String[] officer = web.session("petugas-lebong");
        assertThat(web.get(PAGE, officer).text()).contains("Belum ada izin yang tercatat.", "buat NIB dulu");

        var sent = Multipart.post(
                web.address() + PAGE,
                Map.of("kind", "p-irt", "number", "P-IRT 2021707010001-29", "holder", "Nama Contoh Satu"),
                "surat.pdf",
                "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.UTF_8),
                officer);

        assertThat(sent.statusCode()).isEqualTo(302);
        String page = web.get(PAGE, officer).text();
        assertThat(page).contains(OF_LEBONG, "Nama Contoh Satu", "plastik", "olahan ikan kering", "31 Desember 2029");
        assertThat(page).doesNotContain("bukan kabupaten/kota kelompok ini");
        assertThat(web.get("/kelompok/uji-izin").text())
                .contains(OF_LEBONG, "sampai 31 Desember 2029")
                .doesNotContain("Nama Contoh Satu");
        String id = web.get(API, web.bearer("petugas-lebong"))
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();
        var paper = web.get(PAGE + "/" + id + "/berkas", officer);
        assertThat(paper.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(paper.header("Content-Disposition")).startsWith("attachment");
        assertThat(paper.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(web.get(PAGE + "/" + id + "/berkas", web.session("petugas-seluma"))
                        .status())
                .isEqualTo(404);
        assertThat(web.get(PAGE + "/" + id + "/berkas").header("Location")).startsWith("/masuk?ke=");
    }

    @Test
    void a_refused_form_keeps_what_was_typed() {
        String[] officer = web.session("petugas-lebong");
        var sent = web.post(PAGE, "kind=nib&number=12345&holder=Ibu+Contoh&expiresOn=besok", officer);
        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.text())
                .contains("NIB terdiri dari 13 angka", "value=\"12345\"", "value=\"Ibu Contoh\"")
                .contains("Ada 2 isian yang perlu diperbaiki");
        var notPaper = Multipart.post(
                web.address() + PAGE,
                Map.of("kind", "nib", "number", "1234567890123"),
                "x.pdf",
                new byte[] {1},
                officer);
        assertThat(notPaper.statusCode()).isEqualTo(422);
        assertThat(notPaper.body()).contains("bukan PDF atau foto yang utuh", "value=\"1234567890123\"");
        assertThat(web.get(API, web.bearer("petugas-lebong"))
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void digits_of_another_kabupaten_warn_and_do_not_block() {
        var added = post("{\"kind\":\"p-irt\",\"number\":\"2021705010001-29\"}", web.bearer("lebong"));
        assertThat(added.status()).isEqualTo(201);
        var warning = added.json().get("warnings").get(0);
        assertThat(warning.get("code").asString()).isEqualTo("other-area");
        assertThat(warning.get("message").asString()).contains("Seluma (17.05)");

        var other = post("{\"kind\":\"p-irt\",\"number\":\"OSS-2026-77\"}", web.bearer("lebong"));
        assertThat(other.json().get("otherFormat").asBoolean()).isTrue();
    }

    @Test
    void a_renewal_takes_the_place_of_the_old_one_and_both_are_kept() {
        String[] lebong = web.bearer("lebong");
        String old = post("{\"kind\":\"p-irt\",\"number\":\"2021707010001-25\",\"expiresOn\":\"2025-12-31\"}", lebong)
                .json()
                .get("id")
                .asString();
        assertThat(web.get("/kelompok/uji-izin").text()).doesNotContain("2021707010001-25");
        String renewal = "{\"kind\":\"p-irt\",\"number\":\"2021707010001-30\",\"replaces\":\"%s\"".formatted(old);
        assertThat(post(renewal + "}", lebong).status()).isEqualTo(428);
        assertThat(post(renewal + ",\"replacesVersion\":7}", lebong).status()).isEqualTo(412);
        var renewed = post(renewal + ",\"replacesVersion\":0}", lebong);
        assertThat(renewed.status()).isEqualTo(201);

        var items = web.get(API, lebong).json().get("items");
        assertThat(items.get(0).get("state").asString()).isEqualTo("valid");
        assertThat(items.get(1).get("state").asString()).isEqualTo("replaced");
        assertThat(items.get(1).get("replacedBy").asString())
                .isEqualTo(renewed.json().get("id").asString());
        assertThat(web.json(
                                "PUT",
                                API + "/" + old,
                                "{\"kind\":\"nib\",\"number\":\"1234567890123\"}",
                                with(lebong, "If-Match", "\"1\""))
                        .json()
                        .get("title")
                        .asString())
                .isEqualTo("permit-closed");
    }

    @Test
    void the_second_of_two_editors_is_told_and_a_withdrawn_permit_stays_in_the_history() {
        String[] lebong = web.bearer("lebong");
        var added = post("{\"kind\":\"halal\",\"number\":\"ID00000000000000001\",\"holder\":\"Nama Contoh\"}", lebong);
        String address = added.header("Location");
        String change = "{\"kind\":\"halal\",\"number\":\"ID00000000000000002\"}";
        assertThat(web.json("PUT", address, change, lebong).status()).isEqualTo(428);
        assertThat(web.json("PUT", address, change, with(lebong, "If-Match", "\"0\""))
                        .status())
                .isEqualTo(200);
        var second = web.json("PUT", address, change, with(lebong, "If-Match", "\"0\""));
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().get("current").asString()).isEqualTo("\"1\"");

        assertThat(web.json("POST", address + "/withdrawal", "{}", with(lebong, "If-Match", "\"1\""))
                        .status())
                .isEqualTo(422);
        var withdrawn = web.json(
                "POST", address + "/withdrawal", "{\"reason\":\"Salah catat\"}", with(lebong, "If-Match", "\"1\""));
        assertThat(withdrawn.json().get("state").asString()).isEqualTo("withdrawn");
        assertThat(web.get(PAGE, web.session("lebong")).text()).contains("Riwayat", "Salah catat");
        assertThat(web.get("/kelompok/uji-izin").text()).doesNotContain("ID00000000000000002");
    }

    @Test
    void the_same_key_makes_one_permit_and_the_same_number_is_one_permit() {
        String[] lebong = web.bearer("lebong");
        String nib = "{\"kind\":\"nib\",\"number\":\"1234567890123\"}";
        var first = post(nib, with(lebong, "Idempotency-Key", "izin-1"));
        var again = post(nib, with(lebong, "Idempotency-Key", "izin-1"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(post(nib, lebong).json().get("title").asString()).isEqualTo("permit-known");
        assertThat(web.get(API, lebong).json().get("items").size()).isEqualTo(1);
    }

    @Test
    void another_area_gets_nothing_and_who_only_looks_changes_nothing() throws SQLException {
        post("{\"kind\":\"nib\",\"number\":\"1234567890123\",\"holder\":\"Nama Contoh\"}", web.bearer("lebong"));
        assertThat(web.get(API).status()).isEqualTo(401);
        assertThat(web.get(API, web.bearer("petugas-seluma")).status()).isEqualTo(404);
        assertThat(web.get(API, web.bearer("cemara-indah")).status()).isEqualTo(404);
        assertThat(web.get(API, web.bearer("provinsi")).status()).isEqualTo(200);
        assertThat(post("{\"kind\":\"halal\",\"number\":\"X\"}", web.bearer("provinsi"))
                        .status())
                .isEqualTo(403);
        assertThat(post("{\"kind\":\"halal\",\"number\":\"X\"}", web.bearer("petugas-seluma"))
                        .status())
                .isEqualTo(404);

        String holders = "select count(*) from permit.permit_private where group_id = (select id from "
                + "registry.business_groups where number = '" + GROUP + "')";
        assertThat(asApp("17.05", holders)).isEqualTo("0");
        assertThat(asApp("", holders)).isEqualTo("0");
        assertThat(asApp("17.07", holders)).isEqualTo("1");
    }

    @Test
    void somebody_who_answers_for_permits_hears_which_ones_end() {
        String[] officer = web.session("petugas-lebong");
        web.json(
                "POST",
                API,
                "{\"kind\":\"p-irt\",\"number\":\"%s\",\"expiresOn\":\"2026-11-30\"}".formatted(OF_LEBONG),
                web.bearer("petugas-lebong"));
        assertThat(web.get("/kerja", officer).text()).contains("izin kelompok habis dalam 7 hari");
        assertThat(web.get("/kerja/izin", officer).text()).contains(OF_LEBONG, "6 hari lagi", "Uji Izin");
        assertThat(web.get("/kerja/izin?format=csv", officer).text())
                .contains(OF_LEBONG)
                .doesNotContain("17.05");
        assertThat(web.get("/kerja/izin", web.session("petugas-seluma")).text()).doesNotContain(OF_LEBONG);
        assertThat(web.get(PAGE, officer).text()).contains("Masa berlakunya tinggal 6 hari");
    }

    @Test
    void a_group_is_not_asked_to_remind_itself() {
        var kept = web.json(
                "POST",
                "/api/v1/groups/17.71-0004/permits",
                "{\"kind\":\"p-irt\",\"number\":\"2021771010001-29\",\"expiresOn\":\"2026-11-30\"}",
                web.bearer("cemara-indah"));
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
        assertThat(web.get("/kerja", web.session("cemara-indah")).text())
                .contains("izin kelompok Ibu/Bapak habis dalam 7 hari. Urus perpanjangannya sekarang.")
                .doesNotContain("Ingatkan kelompok", "Bantu kelompok");
    }

    @Test
    void who_holds_what_is_counted_for_everybody_alike() {
        long before = nibsInLebong();
        post("{\"kind\":\"nib\",\"number\":\"1234567890123\"}", web.bearer("lebong"));
        assertThat(nibsInLebong()).isEqualTo(before + 1);
    }

    private long nibsInLebong() {
        for (var row : web.get("/api/v1/statistics/groups-with-permit?by=permit&area=17.07")
                .json()
                .get("rows")) {
            if (row.get("key").asString().equals("nib")) {
                return row.get("value").asLong();
            }
        }
        return 0;
    }

    private Web.Answer post(String json, String... headers) {
        return web.json("POST", API, json, headers);
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection owner = TestDatabases.asOwner(database);
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private String asApp(String areas, String sql) throws SQLException {
        try (Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            try (var scope = app.prepareStatement("select set_config('cemara.areas', ?, true)")) {
                scope.setString(1, areas);
                scope.execute();
            }
            try (var statement = app.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            } finally {
                app.rollback();
            }
        }
    }
}
