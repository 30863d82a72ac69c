package id.cemara.registry.moves;

import static id.cemara.market.AProduct.aProduct;
import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.Poll;
import id.cemara.Rows;
import id.cemara.TestDatabases;
import id.cemara.Web;
import id.cemara.Web.Answer;
import id.cemara.WritingTest;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/// Lock order. The market locks a seller, then its group; a change of a group's area locks the group, then
/// its products and their sellers. Each is stopped half-way here: the second must wait before it holds a
/// lock that the first needs.
@WritingTest
class LockOrderTests {

    private static final String HERE = "17.07.04.1003";
    private static final String NEAR = "17.07.04.2001";
    private static final String AWAY = "17.05.04.2001";

    @Autowired
    private Environment environment;

    @Autowired
    private DatabaseAccess access;

    private Web web;
    private String[] lebong = {};
    private String[] officer = {};

    @BeforeEach
    void caller() {
        web = Web.of(environment);
        lebong = web.bearer("lebong");
        officer = web.bearer("petugas-lebong");
    }

    @Test
    void a_move_to_another_kabupaten_waits_before_it_holds_the_group() throws Exception {
        String number = selling("Urutan Pindah");
        String[] seluma = web.bearer("seluma");
        Answer proposed = step(
                "POST",
                "/api/v1/groups/" + number + "/moves",
                "{\"village\": \"" + AWAY + "\", \"reason\": \"Ketua pindah\"}",
                "/api/v1/groups/" + number + "/record",
                lebong);
        String move = "/api/v1/moves/" + proposed.json().get("id").asString();
        assertThat(whileItsSellerIsWritten(number, () -> step("POST", move + "/acceptance", null, move, seluma))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_group_that_moves_within_its_kabupaten_does_too() throws Exception {
        String number = selling("Urutan Desa");
        assertThat(whileItsSellerIsWritten(number, () -> change(number, "Urutan Desa", NEAR, lebong))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_office_that_takes_back_such_a_change_does_too() throws Exception {
        String number = selling("Urutan Kembali");
        assertThat(change(number, "Urutan Kembali", NEAR, officer).status()).isEqualTo(200);
        String change = "/api/v1/public-changes/"
                + Rows.one(
                        access,
                        "select c.id from registry.public_changes c join registry.business_groups g on g.id = c.group_id"
                                + " where g.number = '" + number + "' and c.state = 'open'");
        assertThat(whileItsSellerIsWritten(number, () -> step("POST", change + "/reversal", null, change, lebong))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_merge_and_its_undoing_do_too() throws Exception {
        String from = selling("Urutan Gabung");
        String into = selling("Urutan Tujuan");
        String merge = """
                {"from": "%s", "fromVersion": %s, "into": "%s", "intoVersion": %s, "reason": "Terdaftar dua kali"}
                """.formatted(from, version(from), into, version(into));
        Answer merged = whileItsSellerIsWritten(from, () -> web.json("POST", "/api/v1/merges", merge, lebong));
        assertThat(merged.status()).as(merged.text()).isEqualTo(201);
        String made = "/api/v1/merges/" + merged.json().get("id").asString();
        assertThat(whileItsSellerIsWritten(from, () -> web.delete(made, lebong)).status())
                .isEqualTo(204);
    }

    private String version(String number) {
        return web.get("/api/v1/groups/" + number + "/record", lebong)
                .header("ETag")
                .replace("\"", "");
    }

    /// Sends a change while the market is writing the group's seller. The market continues once the change
    /// waits for it; with a wrong lock order the database would abort one of them as a deadlock.
    private Answer whileItsSellerIsWritten(String number, Callable<Answer> change) throws Exception {
        String group = Rows.one(access, "select id from registry.business_groups where number = '" + number + "'");
        try (Connection market = TestDatabases.asOwner(access);
                ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            market.setAutoCommit(false);
            String self = Rows.one(market, "select pg_backend_pid()");
            Rows.run(
                    market,
                    "select pg_advisory_xact_lock(hashtext('market.sellers'))",
                    "update market.sellers set is_open = is_open where group_id = '" + group + "'");
            Future<Answer> answer = thread.submit(change);
            Poll.until(() -> Rows.number(
                            access,
                            "select count(*) from pg_locks l where not l.granted and " + self
                                    + " = any (pg_blocking_pids(l.pid))")
                    > 0);
            // The lock that the foreign key of a new row of the group takes.
            Rows.run(market, "select from registry.business_groups where id = '" + group + "' for key share");
            market.commit();
            return answer.get();
        }
    }

    /// A verified group whose copy in the market is open.
    private String selling(String name) throws Exception {
        Answer made = web.json("POST", "/api/v1/groups?confirmed=true", body(name, HERE), lebong);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String number = made.json().get("number").asString();
        assertThat(step(
                                "POST",
                                "/api/v1/groups/" + number + "/reviews?confirmed=true",
                                "{\"step\": \"verified\"}",
                                "/api/v1/groups/" + number + "/record",
                                lebong)
                        .status())
                .isEqualTo(200);
        Poll.until(() ->
                Rows.number(access, "select count(*) from market.sellers where is_open and number = '" + number + "'")
                        == 1);
        try (Connection owner = TestDatabases.asOwner(access)) {
            String slug = made.json().get("slug").asString();
            aProduct("barang-" + slug).of(slug).insert(owner);
        }
        return number;
    }

    private Answer change(String number, String name, String village, String[] who) {
        String record = "/api/v1/groups/" + number + "/record";
        return step("PUT", record, body(name, village), record, who);
    }

    /// Sends the step with the current ETag.
    private Answer step(String method, String path, @Nullable String body, String seen, String[] who) {
        return web.json(
                method,
                path,
                body,
                who[0],
                who[1],
                "If-Match",
                web.get(seen, who).header("ETag"));
    }

    private static String body(String name, String village) {
        return """
                {"name": "%s", "village": "%s", "sector": "home-industry"}
                """.formatted(name, village);
    }
}
