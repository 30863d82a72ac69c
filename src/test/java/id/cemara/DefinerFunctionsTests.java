package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases.Content;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tests every security-definer function in the catalogue; they run with the owner's rights and bypass
/// policies. Functions that the application's log-in may call are called without an actor, with real ids
/// and future times. None may change data except those listed here.
class DefinerFunctionsTests {

    /// Functions that may change data without an actor, with reasons.
    private static final Map<String, String> ON_PURPOSE = Map.of(
            "identity.keep_form(bytea,uuid,bytea)",
            "a form that came after the session had ended: nobody acts yet; enciphered, half an hour, twenty an account",
            "platform.forget_idempotent_answers(timestamp with time zone)",
            "the hourly forgetting of keys that count for a day; tells nothing and gives nothing away");

    /// Sample arguments by type, as SQL. In each round every argument takes the next value of its type.
    private static final Map<String, List<String>> VALUES = Map.of(
            "uuid",
            Stream.of(
                            "market.orders",
                            "registry.business_groups",
                            "registry.memberships",
                            "identity.accounts",
                            "identity.account_scopes",
                            "market.products",
                            "market.complaints",
                            "payment.destinations",
                            "registry.moves")
                    .map(table -> "(select min(id::text)::uuid from " + table + ")")
                    .toList(),
            "uuid[]",
            Stream.of(
                            "market.orders",
                            "registry.business_groups",
                            "registry.memberships",
                            "identity.accounts",
                            "identity.account_scopes",
                            "market.products")
                    .map(table -> "(select array_agg(id) from (select id from " + table + " order by id limit 500) t)")
                    .toList(),
            "text",
            List.of("'17.07'", "'17.07.04.1003'", "'lebong'", "'uji'"),
            "bytea",
            List.of("(select min(hash) from identity.account_links)", "sha256('uji')"),
            "date",
            List.of("date '2026-11-24'"),
            "timestamp with time zone",
            List.of("timestamptz '2100-01-01'", "now()"),
            "integer",
            List.of("0", "1", "12"),
            "bigint",
            List.of("10000", "1"));

    private static final int ROUNDS = 18;

    private static DatabaseAccess database;

    @BeforeAll
    static void sample() {
        database = TestDatabases.fresh(Content.SAMPLE);
        // Rows for functions that write or forget, which the sample lacks.
        Rows.run(
                database,
                "delete from registry.duplicate_cases",
                "insert into platform.idempotent_answers (key_hash, request_hash, status, answer, created_at)"
                        + " values (sha256('a'), sha256('b'), 201, 'x', '2026-11-20')");
    }

    @Test
    void each_finds_its_tables_and_operators_only_where_it_says() {
        assertThat(Rows.all(database, """
                select p.oid::regprocedure::text
                  from pg_proc p
                 where p.prosecdef and p.pronamespace::regnamespace::text !~ '^pg_|^information_schema$'
                   and not exists (select from unnest(p.proconfig) c (setting)
                                    where setting in ('search_path=pg_catalog', 'search_path=pg_catalog, public'))
                """)).as("search_path is not pinned").isEmpty();
        assertThat(Rows.all(database, """
                select p.oid::regprocedure::text
                  from pg_proc p
                 where p.prosecdef and p.pronamespace::regnamespace::text !~ '^pg_|^information_schema$'
                   and p.prorettype <> 'trigger'::regtype and has_function_privilege('public', p.oid, 'execute')
                """)).as("may be called by every role").isEmpty();
        assertThat(Rows.one(database, "select has_schema_privilege('" + database.appUser() + "', 'public', 'create')"))
                .as("whether the application can put something into the path")
                .isEqualTo("f");
    }

    @Test
    void without_an_actor_none_changes_anything() throws SQLException {
        TreeSet<String> changing = new TreeSet<>();
        try (Connection owner = TestDatabases.asOwner(database);
                Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            List<String> functions = Rows.all(owner, """
                    select p.oid::text
                      from pg_proc p
                     where p.prosecdef and p.pronamespace::regnamespace::text !~ '^pg_|^information_schema$'
                       and p.prorettype <> 'trigger'::regtype
                       and has_function_privilege('%1$s', p.oid, 'execute')
                       and has_schema_privilege('%1$s', p.pronamespace, 'usage')
                     order by 1
                    """.formatted(database.appUser()));
            assertThat(functions).hasSizeGreaterThan(30);
            for (String function : functions) {
                for (int round = 0; round < ROUNDS; round++) {
                    if (changes(owner, app, function, round)) {
                        changing.add(Rows.one(owner, "select " + function + "::regprocedure::text"));
                    }
                }
            }
        }
        assertThat(changing).containsExactlyInAnyOrderElementsOf(ON_PURPOSE.keySet());
    }

    /// Whether a call without an actor inserts, updates or deletes any row.
    private static boolean changes(Connection owner, Connection app, String function, int round) throws SQLException {
        List<String> types = Rows.all(owner, """
                select format_type(t.type, null)
                  from pg_proc p, unnest(p.proargtypes) with ordinality t (type, place)
                 where p.oid = %s
                 order by t.place
                """.formatted(function));
        String arguments = IntStream.range(0, types.size())
                .mapToObj(place -> literal(owner, types.get(place), round + place * (round / 9)))
                .collect(Collectors.joining(", "));
        String name = Rows.one(owner, "select p.oid::regproc::text from pg_proc p where p.oid = " + function);
        try (Statement statement = app.createStatement()) {
            long before = written(statement);
            statement.execute("select " + name + "(" + arguments + ")");
            return written(statement) > before;
        } catch (SQLException refused) {
            return false;
        } finally {
            app.rollback();
        }
    }

    /// The value evaluated as the owner, because policies hide some from the application.
    private static String literal(Connection owner, String type, int round) {
        List<String> values = VALUES.getOrDefault(type, List.of("null::" + type));
        try {
            List<String> found = Rows.all(
                    owner,
                    "select coalesce(quote_literal((" + values.get(round % values.size()) + ")::" + type
                            + "), 'null')");
            return found.getFirst() + "::" + type;
        } catch (SQLException e) {
            throw new IllegalStateException(type, e);
        }
    }

    private static long written(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_xact_user_tables")) {
            row.next();
            return row.getLong(1);
        }
    }
}
