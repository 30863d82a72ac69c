package id.cemara.registry.moves;

import static id.cemara.market.AProduct.aProduct;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.cemara.Actors;
import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.shared.Actor;
import id.cemara.shared.CurrentActor;
import id.cemara.shared.Role;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// A group moves from Lebong to Seluma: the office of Lebong proposes, the office of Seluma decides.
@WritingTest
class MovingGroupsTests {

    private static final String FROM = "17.07.04.1003";
    private static final String TO = "17.05.04.2001";

    /// Tables where rows of a moved group may keep the old area, and why.
    private static final Set<String> HISTORY = Set.of(
            "identity.audit_trail", // an action stays where it was done
            "registry.group_places", // dated
            "registry.moves",
            "market.sales"); // a sale stays where it was made

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess access;

    @Autowired
    private Moves moves;

    @Autowired
    private GroupsInScope groups;

    private Web web;
    private String[] lebong = {};
    private String[] seluma = {};

    @BeforeEach
    void both_offices() {
        web = Web.of(environment);
        lebong = web.bearer("lebong");
        seluma = web.bearer("seluma");
    }

    @Test
    void the_other_office_accepts_and_everything_of_the_group_goes_along() throws SQLException {
        String number = verified("Pindah Lengkap");
        fill(number);
        long before = groupsCounted("17.05");
        long beforeThere = groupsCounted("17.07");

        Answer proposed = propose(number, "");
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        String path = proposed.header("Location")
                .substring(proposed.header("Location").indexOf("/api"));
        assertThat(web.get("/kerja", web.session("seluma")).text()).contains("diusulkan pindah ke wilayah Ibu/Bapak");
        assertThat(web.get("/kerja/pindah", web.session("seluma")).text()).contains("Pindah Lengkap", "Maras Jauh");
        assertThat(record(number, lebong).status()).isEqualTo(200);
        assertThat(record(number, seluma).status()).isEqualTo(404);

        String page = "/kerja/pindah/" + id(path);
        String seen = web.get(path, seluma).json().get("version").asString();
        Answer accepted = web.post(page + "/terima", "version=" + seen, web.session("seluma"));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(302);

        assertThat(accepted.header("Location")).endsWith("?kabar=accepted");
        assertThat(web.get(page + "?kabar=accepted", web.session("seluma")).text())
                .contains("Kelompok sudah diterima");
        assertThat(record(number, lebong).status()).isEqualTo(404);
        String[] office = web.session("lebong");
        Answer gone = web.get("/kerja/kelompok/" + number + "/anggota", office);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text()).contains("sudah pindah dan sekarang di", "Maras Jauh");
        assertThat(web.get("/kerja", office).text()).contains("sudah dijawab kantor tujuan");
        assertThat(web.get("/kerja/pindah?keadaan=diputuskan", office).text()).contains("Pindah Lengkap", "diterima");
        assertThat(web.get("/kerja/kelompok/" + number, web.session("cemara-indah"))
                        .text())
                .doesNotContain("Maras Jauh");
        JsonNode now = record(number, seluma).json();
        assertThat(List.of(now.get("number").asString(), now.get("village").asString()))
                .containsExactly(number, TO);
        assertThat(web.get("/api/v1/groups/" + number + "/members", seluma).text())
                .contains("Warga Pindah");
        assertThat(web.get(page, web.session("seluma")).text()).contains("diterima", number);
        assertThat(web.get("/kerja/kelompok/" + number, web.session("seluma")).text())
                .contains("Pindah ke sini dari kabupaten lain");
        assertThat(Rows.one(access, "select area_code from identity.accounts where username = 'pindah-lengkap'"))
                .isEqualTo(TO);
        assertThat(groupsCounted("17.05")).isEqualTo(before + 1);
        assertThat(groupsCounted("17.07")).isEqualTo(beforeThere - 1);
        Poll.until(() -> Rows.one(
                        access,
                        "select s.area_code from market.sellers s join registry.business_groups g on g.id = s.group_id"
                                + " where g.number = '" + number + "'")
                .equals(TO));
        assertThat(leftBehind(number)).isEmpty();
    }

    @Test
    void figures_of_the_days_before_stay_where_they_were() {
        String number = verified("Pindah Dihitung");
        Rows.run(access, """
                update registry.business_groups set registered_on = '2026-11-01' where number = '%1$s';
                update registry.group_places set valid_from = '2026-11-01'
                 where group_id = (select id from registry.business_groups where number = '%1$s');
                update registry.verifications set valid_from = '2026-11-01'
                 where group_id = (select id from registry.business_groups where number = '%1$s')
                """.formatted(number));
        long before = groupsCounted("17.07", "2026-11-14");
        long after = groupsCounted("17.07", "2026-11-15");
        Answer early = propose(number, ", \"validFrom\": \"2026-10-31\"");
        assertThat(early.json().get("errors").get(0).get("code").asString()).isEqualTo("not-before");
        Answer late = propose(number, ", \"validFrom\": \"2026-11-25\"");
        assertThat(late.json().get("errors").get(0).get("code").asString()).isEqualTo("not-in-future");
        String path = path(propose(number, ", \"validFrom\": \"2026-11-15\""));
        assertThat(decide(path + "/acceptance", null, seluma).status()).isEqualTo(200);

        assertThat(groupsCounted("17.07", "2026-11-14")).isEqualTo(before);
        assertThat(groupsCounted("17.07", "2026-11-15")).isEqualTo(after - 1);
    }

    @Test
    void a_step_names_what_was_seen_and_the_right_office_takes_it() {
        String number = verified("Pindah Dilihat");
        assertThat(web.json("POST", "/api/v1/groups/" + number + "/moves", "{\"village\": \"" + TO + "\"}", lebong)
                        .status())
                .isEqualTo(428);
        String path = path(propose(number, ""));
        assertThat(propose(number, "").json().get("title").asString()).isEqualTo("move-already-proposed");
        assertThat(web.json("POST", path + "/acceptance", null, seluma).status())
                .isEqualTo(428);
        assertThat(decide(path + "/acceptance", null, lebong).status()).isEqualTo(403);
        assertThat(decide(path + "/withdrawal", "Salah", seluma).status()).isEqualTo(403);
        assertThat(web.get(path, web.bearer("cemara-indah")).status()).isEqualTo(404);
        String seen = web.get(path, seluma).header("ETag");

        // The group is renamed while the move is open, which makes the ETag read before outdated.
        String etag = record(number, lebong).header("ETag");
        assertThat(web.json(
                                "PUT",
                                "/api/v1/groups/" + number + "/record",
                                body("Pindah Dilihat Baru"),
                                lebong[0],
                                lebong[1],
                                "If-Match",
                                etag)
                        .status())
                .isEqualTo(200);
        assertThat(web.json("POST", path + "/acceptance", null, seluma[0], seluma[1], "If-Match", seen)
                        .status())
                .isEqualTo(412);
        Answer page = web.post("/kerja/pindah/" + id(path) + "/terima", "", web.session("seluma"));
        assertThat(page.status()).isEqualTo(428);
        assertThat(page.text()).contains("Belum ada yang disimpan", "Terima kelompok ini", "Pindah Dilihat Baru");

        assertThat(decide(path + "/refusal", " ", seluma).status()).isEqualTo(422);
        assertThat(decide(path + "/refusal", "Ketua masih tinggal di Lebong", seluma)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("refused");
        assertThat(web.get("/kerja/pindah/" + id(path), web.session("lebong")).text())
                .contains("Ketua masih tinggal di Lebong");
        assertThat(decide(path + "/acceptance", null, seluma)
                        .json()
                        .get("title")
                        .asString())
                .isEqualTo("move-decided");
        assertThat(decide(path + "/withdrawal", "Terlambat", lebong)
                        .json()
                        .get("title")
                        .asString())
                .isEqualTo("move-decided");

        String again = path(propose(number, ""));
        assertThat(decide(again + "/withdrawal", "Ternyata tidak jadi", lebong)
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("withdrawn");
        assertThat(record(number, lebong).json().get("village").asString()).isEqualTo(FROM);
    }

    @Test
    void a_proposal_comes_from_a_form_that_finds_the_village_and_keeps_what_was_typed() {
        String number = verified("Pindah Formulir");
        String[] office = web.session("lebong");
        String form = "/kerja/kelompok/" + number + "/pindah";
        assertThat(web.get("/kerja/kelompok/" + number, office).text()).contains("href=\"" + form + "\"");
        assertThat(web.get(form + "?cari=maras+jauh+seluma", office).text())
                .contains("value=\"" + TO + "\"", "Nomor kelompok tetap " + number);
        assertThat(web.get(form + "?cari=maras&validFrom=2026-11-20&reason=Ketua+pindah", office)
                        .text())
                .contains("value=\"2026-11-20\"", ">Ketua pindah</textarea>", "formmethod=\"get\"");
        String reason = "&reason=" + URLEncoder.encode("Ketua pindah rumah", UTF_8);
        Answer same = web.post(form, "version=1&validFrom=2026-11-24&village=" + FROM + reason, office);
        assertThat(same.status()).isEqualTo(422);
        assertThat(same.text())
                .contains("di kabupaten yang sama cukup lewat Ubah data", ">Ketua pindah rumah</textarea>");
        Answer stale = web.post(form, "version=0&validFrom=2026-11-24&village=" + TO + reason, office);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text()).contains("Kelompok disahkan", ">Ketua pindah rumah</textarea>");
        assertThat(web.post(form, "version=1&validFrom=2026-11-24&village=" + TO + reason, office)
                        .status())
                .isEqualTo(302);
    }

    @Test
    void only_a_verified_group_moves_and_only_to_where_somebody_can_accept() {
        String draft = register("Pindah Rancangan");
        assertThat(propose(draft, "").json().path("title").asString()).isEqualTo("move-not-verified");
        assertThat(web.get("/kerja/kelompok/" + draft, web.session("lebong")).text())
                .doesNotContain(draft + "/pindah\"");
        String number = verified("Pindah Tanpa Kantor");
        assertThat(propose(number, "\"17.02.06.1004\"", "").json().path("title").asString())
                .isEqualTo("move-no-office");
    }

    @Test
    void a_group_moves_to_another_province_where_its_office_is() {
        String number = verified("Pindah Provinsi");
        String there = "16.01.01.2001";
        Rows.run(access, """
                insert into area.areas (code, parent_code, level, name, path)
                values ('16', null, 'province', 'Seberang', 'Seberang'),
                       ('16.01', '16', 'regency', 'Kabupaten Seberang', 'Seberang'),
                       ('16.01.01', '16.01', 'district', 'Seberang Satu', 'Seberang Satu, Seberang'),
                       ('16.01.01.2001', '16.01.01', 'village', 'Desa Seberang', 'Desa Seberang, Seberang Satu, Seberang')
                    on conflict do nothing;
                insert into identity.accounts (id, username, display_name, password_hash, role, area_code)
                values ('00000000-0000-7000-8000-0000000016aa', 'kantor-seberang', 'Kantor Seberang', '-',
                        'DISTRICT_OFFICE', '16.01');
                insert into identity.account_scopes (account_id, area_code, valid_from)
                values ('00000000-0000-7000-8000-0000000016aa', '16.01', '2026-01-01')
                """);
        UUID move = UUID.fromString(id(path(propose(number, "\"" + there + "\"", ""))));
        Actor.Account office = Actors.of(Role.DISTRICT_OFFICE, "16.01");
        Move seen = as(office, () -> moves.byId(move));
        assertThat(as(office, () -> moves.accept(move, seen.version())).state()).isEqualTo("accepted");
        GroupInScope moved = as(office, () -> groups.byNumber(number));
        assertThat(List.of(moved.number(), moved.areaCode())).containsExactly(number, there);
    }

    @Test
    void bare_sql_moves_no_group_without_an_accepted_proposal() throws SQLException {
        String number = verified("Pindah Paksa");
        String away = "update registry.business_groups set area_code = '" + TO + "' where number = '" + number + "'";
        assertThatThrownBy(() -> asOffice("17.07", away)).hasMessageContaining("row-level security");
        asOffice("17.05", away);
        assertThat(record(number, lebong).json().get("village").asString()).isEqualTo(FROM);

        String id = id(path(propose(number, "")));
        String carry = "select registry.carry_out_move('" + id + "', 1, now())";
        assertThat(asOffice("17.07", carry)).isEqualTo("not-yours");
        assertThat(asOffice("17.05", carry.replace("1,", "77,"))).isEqualTo("outdated");
        asOffice("17.05", away);
        assertThatThrownBy(() -> asOffice("17.05", """
                update registry.moves set state = 'accepted', decided_at = now(), decided_by = gen_random_uuid()
                 where id = '%s'
                """.formatted(id))).hasMessageContaining("row-level security");
        assertThatThrownBy(() -> asOffice("17.05", "select identity.follow_group(gen_random_uuid(), '17.05')"))
                .hasMessageContaining("permission denied");
        assertThat(record(number, lebong).json().get("village").asString()).isEqualTo(FROM);
    }

    @Test
    void a_group_that_was_closed_while_it_waited_does_not_move() {
        String number = verified("Pindah Ditutup");
        String path = path(propose(number, ""));
        String etag = record(number, lebong).header("ETag");
        assertThat(web.json(
                                "POST",
                                "/api/v1/groups/" + number + "/reviews",
                                "{\"step\": \"deactivated\", \"reason\": \"Bubar\"}",
                                lebong[0],
                                lebong[1],
                                "If-Match",
                                etag)
                        .status())
                .isEqualTo(200);
        assertThat(decide(path + "/acceptance", null, seluma)
                        .json()
                        .path("title")
                        .asString())
                .isEqualTo("move-overtaken");
    }

    @Test
    void an_accepted_move_tells_where_the_group_lay_last() {
        String number = verified("Pindah Desa Dulu");
        String path = path(propose(number, ""));
        String near = "17.07.01.2002";
        Answer changed = web.json(
                "PUT",
                "/api/v1/groups/" + number + "/record",
                body("Pindah Desa Dulu").replace(FROM, near),
                lebong[0],
                lebong[1],
                "If-Match",
                record(number, lebong).header("ETag"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        String place = Rows.one(access, "select path from area.areas where code = '" + near + "'");
        JsonNode from = decide(path + "/acceptance", null, seluma).json().path("from");
        assertThat(List.of(from.path("code").asString(), from.path("path").asString()))
                .containsExactly(near, place);
        assertThat(Rows.one(access, """
                select t.area_code || ': ' || (t.facts -> 'village' ->> 'before')
                  from identity.audit_trail t join registry.business_groups g on g.id = t.group_id
                 where g.number = '%s' and t.action = 'group.moved-away'
                """.formatted(number))).isEqualTo(near + ": " + place);
    }

    @Test
    void a_shelf_counted_while_its_group_moves_away_is_not_found() throws Exception {
        String number = verified("Pindah Rak");
        try (Connection owner = TestDatabases.asOwner(access)) {
            aProduct("pindah-rak")
                    .of(Rows.one(owner, "select slug from registry.business_groups where number = '" + number + "'"))
                    .onHand(8)
                    .insert(owner);
        }
        String path = path(propose(number, ""));
        String seen = web.get(path, seluma).json().path("version").asString();
        try (Connection move = TestDatabases.asOwner(access);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            move.setAutoCommit(false);
            String self = Rows.one(move, "select pg_backend_pid()");
            Rows.run(
                    move,
                    "select set_config('cemara.areas', '17.05', true),"
                            + " set_config('cemara.role', 'DISTRICT_OFFICE', true),"
                            + " set_config('cemara.account', gen_random_uuid()::text, true)");
            assertThat(Rows.one(move, "select registry.carry_out_move('" + id(path) + "', " + seen + ", now())"))
                    .isEqualTo("done");
            Future<Answer> counted = thread.submit(() -> web.json(
                    "PUT",
                    "/api/v1/products/pindah-rak/stock",
                    "{\"onHand\": 9}",
                    lebong[0],
                    lebong[1],
                    "If-Match",
                    "\"0\""));
            Poll.until(() -> Rows.number(
                            access,
                            "select count(*) from pg_locks l where not l.granted and " + self
                                    + " = any (pg_blocking_pids(l.pid))")
                    > 0);
            move.commit();
            assertThat(counted.get().status()).as(counted.get().text()).isEqualTo(404);
        }
    }

    /// Adds rows of the group to many tables, so that leftovers show.
    private void fill(String number) throws SQLException {
        String path = "/api/v1/groups/" + number;
        assertThat(web.json("POST", path + "/members", "{\"name\": \"Warga Pindah\"}", lebong)
                        .status())
                .isEqualTo(201);
        assertThat(web.json("POST", path + "/permits", "{\"kind\": \"nib\", \"number\": \"9120001234111\"}", lebong)
                        .status())
                .isEqualTo(201);
        assertThat(web.post(
                                "/kerja/kelompok/" + number + "/undangan",
                                "displayName=Uji&username=pindah-lengkap",
                                web.session("lebong"))
                        .status())
                .isEqualTo(200);
        try (Connection owner = TestDatabases.asOwner(access)) {
            String slug = Rows.one(owner, "select slug from registry.business_groups where number = '" + number + "'");
            aProduct("pindah-lengkap").of(slug).insert(owner);
        }
        Rows.run(access, """
                insert into payment.payments (id, reference, group_id, area_code, method, due, amount, holds_amount,
                                              opened_at)
                select gen_random_uuid(), 'PNDAH001', g.id, g.area_code, 'cod', 1000, 1000, false, now()
                  from registry.business_groups g where g.number = '%s'
                """.formatted(number));
    }

    /// Tables in which a row of the group still has an area of the old kabupaten.
    private List<String> leftBehind(String number) {
        List<String> tables = Rows.all(access, """
                select g.table_schema || '.' || g.table_name
                  from information_schema.columns g
                  join information_schema.columns a using (table_schema, table_name)
                  join information_schema.tables t using (table_schema, table_name)
                 where g.column_name = 'group_id' and a.column_name = 'area_code' and t.table_type = 'BASE TABLE'
                 order by 1
                """);
        assertThat(tables).contains("registry.members", "permit.permits", "permit.held", "market.products");
        List<String> left = new ArrayList<>();
        for (String table : tables) {
            if (!HISTORY.contains(table) && Rows.number(access, """
                            select count(*) from %s x join registry.business_groups g on g.id = x.group_id
                             where g.number = '%s' and x.area_code like '17.07%%'
                            """.formatted(table, number)) > 0) {
                left.add(table);
            }
        }
        return left;
    }

    private long groupsCounted(String area) {
        return groupsCounted(area, TestDatabases.TODAY);
    }

    private long groupsCounted(String area, String day) {
        return web.get("/api/v1/statistics/groups?area=" + area + "&asOf=" + day)
                .json()
                .get("total")
                .asLong();
    }

    private String register(String name) {
        Answer answer = web.json("POST", "/api/v1/groups?confirmed=true", body(name), lebong);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("number").asString();
    }

    private String verified(String name) {
        String number = register(name);
        Answer answer = web.json(
                "POST",
                "/api/v1/groups/" + number + "/reviews?confirmed=true",
                "{\"step\": \"verified\"}",
                lebong[0],
                lebong[1],
                "If-Match",
                "\"0\"");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return number;
    }

    private Answer record(String number, String[] who) {
        return web.get("/api/v1/groups/" + number + "/record", who);
    }

    private Answer propose(String number, String more) {
        return propose(number, "\"" + TO + "\"", more);
    }

    private Answer propose(String number, String village, String more) {
        return web.json(
                "POST",
                "/api/v1/groups/" + number + "/moves",
                "{\"village\": " + village + ", \"reason\": \"Ketua pindah rumah\"" + more + "}",
                lebong[0],
                lebong[1],
                "If-Match",
                record(number, lebong).header("ETag"));
    }

    private static String path(Answer proposed) {
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        return "/api/v1/moves/" + proposed.json().get("id").asString();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Decides with the current ETag.
    private Answer decide(String step, @Nullable String reason, String[] who) {
        String move = step.substring(0, step.lastIndexOf('/'));
        return web.json(
                "POST",
                step,
                reason == null ? null : "{\"reason\": \"" + reason + "\"}",
                who[0],
                who[1],
                "If-Match",
                web.get(move, who).header("ETag"));
    }

    private static <T> T as(Actor actor, Supplier<T> work) {
        return CurrentActor.call(actor, work::get);
    }

    /// Runs a statement as the application's database role with the scope of that kabupaten's office.
    /// Returns the first column of the first row, or an empty string.
    private String asOffice(String area, String sql) throws SQLException {
        try (Connection app = TestDatabases.asApp(access);
                var statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute("select set_config('cemara.areas', '" + area
                    + "', true), set_config('cemara.role', 'DISTRICT_OFFICE', true),"
                    + " set_config('cemara.account', '" + UUID.randomUUID() + "', true)");
            String told = "";
            if (statement.execute(sql)) {
                try (var row = statement.getResultSet()) {
                    told = row.next() ? row.getString(1) : "";
                }
            }
            app.commit();
            return told;
        }
    }

    private static String body(String name) {
        return """
                {"name": "%s", "village": "%s", "sector": "home-industry", "kind": "chips"}
                """.formatted(name, FROM);
    }
}
