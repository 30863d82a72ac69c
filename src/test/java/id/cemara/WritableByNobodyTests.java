package id.cemara;

import static org.assertj.core.api.Assertions.assertThat;

import id.cemara.TestDatabases.Content;
import id.cemara.platform.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Without an actor, the application's log-in cannot insert, update or delete a row of any table, except
/// where listed here with the reason.
class WritableByNobodyTests {

    /// What may be written without an actor, with reasons.
    private static final Map<String, String> ON_PURPOSE = Map.of(
            "identity.audit_trail insert",
            "only ever added to, and in nobody's name but one's own; a link is used by somebody not yet logged in",
            "platform.idempotent_answers insert",
            "a cipher under the hash of a key that only its sender knows; also somebody without an account sends one",
            "platform.scheduled_tasks insert",
            "db-scheduler takes its connections past our transactions; ids and times of jobs, nothing else",
            "platform.scheduled_tasks update",
            "as above",
            "platform.scheduled_tasks delete",
            "as above");

    /// The number of existing rows of each table that the test tries to insert again.
    private static final int COPIES = 20;

    /// The SQLSTATE of a missing grant or a violated policy.
    private static final String REFUSED = "42501";

    /// The SQLSTATE class of a trigger's exception. Triggers run before the policy check, so it proves
    /// nothing about policies.
    private static final String BY_TRIGGER = "P0";

    private static DatabaseAccess database;

    @BeforeAll
    static void sample() {
        database = TestDatabases.fresh(Content.SAMPLE);
    }

    @Test
    void without_an_actor_nothing_is_changed() throws SQLException {
        List<String> writable = new ArrayList<>();
        try (Connection owner = TestDatabases.asOwner(database);
                Connection app = TestDatabases.asApp(database)) {
            app.setAutoCommit(false);
            for (String table : tables(owner)) {
                if (inserts(owner, app, table)) {
                    writable.add(table + " insert");
                }
                if (updates(owner, app, table)) {
                    writable.add(table + " update");
                }
                if (unguarded(owner, table, "delete") || changes(app, "delete from " + table)) {
                    writable.add(table + " delete");
                }
            }
        }
        assertThat(writable).containsExactlyInAnyOrderElementsOf(ON_PURPOSE.keySet());
    }

    private static boolean updates(Connection owner, Connection app, String table) throws SQLException {
        for (String column : updatable(owner, table)) {
            if (unguarded(owner, table, "select")
                    || changes(app, "update " + table + " set " + column + " = " + column)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the application holds the right and no policy restricts it; for an empty table there is no
    /// other proof.
    private static boolean unguarded(Connection owner, String table, String right) throws SQLException {
        return Rows.one(owner, """
                select has_table_privilege('%2$s', '%1$s', '%3$s') and c.relkind <> 'v' and not c.relrowsecurity
                  from pg_class c where c.oid = '%1$s'::regclass
                """.formatted(table, database.appUser(), right)).equals("t");
    }

    /// Tries to insert existing rows and an empty one. Policies are checked before keys and constraints, so
    /// any other error means that the policy let it through.
    private static boolean inserts(Connection owner, Connection app, String table) throws SQLException {
        String columns = String.join(", ", Rows.all(owner, """
                select quote_ident(attname) from pg_attribute
                 where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                 order by attnum
                """.formatted(table)));
        List<String> rows =
                Rows.all(owner, "select to_jsonb(t)::text from (select * from " + table + " limit " + COPIES + ") t");
        if (changes(app, "insert into " + table + " default values")) {
            return true;
        }
        for (String row : rows) {
            if (changes(
                    app,
                    "insert into " + table + " (" + columns + ") overriding system value select " + columns
                            + " from jsonb_populate_record(null::" + table + ", ?::jsonb)",
                    row)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the statement changed a row, or passed the policies and failed for another reason.
    private static boolean changes(Connection app, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = app.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return statement.executeUpdate() > 0;
        } catch (SQLException e) {
            return !REFUSED.equals(e.getSQLState()) && !e.getSQLState().startsWith(BY_TRIGGER);
        } finally {
            app.rollback();
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        return Rows.all(owner, """
                select format('%I.%I', n.nspname, c.relname)
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where (c.relkind in ('r', 'p') or c.relkind = 'v' and pg_relation_is_updatable(c.oid, true) <> 0)
                   and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                 order by 1
                """);
    }

    private static List<String> updatable(Connection owner, String table) throws SQLException {
        return Rows.all(owner, """
                select quote_ident(a.attname) from pg_attribute a
                 where a.attrelid = '%1$s'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                   and has_column_privilege('%2$s', '%1$s', a.attname, 'update')
                 order by a.attnum
                """.formatted(table, database.appUser()));
    }
}
