package id.cemara.platform;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the modules keep in the database, as PostgreSQL's catalogue tells it: a new table is in the next backup
/// without anybody having to think of it.
///
/// @param tables every ordinary table of the modules' schemas, referenced tables before those that refer to them
/// @param sequences the last value of each sequence; null when it has given none yet
/// @param migrations what was done to the schema, by the table of Flyway that says so
record DatabaseContent(
        List<Table> tables, Map<String, @Nullable Long> sequences, Map<String, List<Manifest.Migration>> migrations) {

    /// Tables whose rows stay out of every backup: log-ins under way, jobs at work, and the versions of answers
    /// kept in memory, which a restore notes anew. A module leaves out a table of its own (tokens, say) in its
    /// migration, with a comment on the table that begins with [#LEFT_OUT_COMMENT].
    private static final Set<String> LEFT_OUT = Set.of(
            "platform.spring_session",
            "platform.spring_session_attributes",
            "platform.scheduled_tasks",
            "platform.data_changes");

    static final String LEFT_OUT_COMMENT = "not in backups";

    /// Schemas that are not a module's. The tables of Flyway are in public.
    private static final String OF_MODULES = """
            n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
               and not exists (select from pg_depend d
                                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            """;

    /// A table and its columns, generated ones aside.
    record Table(long oid, String schema, String name, List<String> columns, boolean leftOut) {

        String fullName() {
            return schema + "." + name;
        }

        String quoted() {
            return quote(schema) + "." + quote(name);
        }

        /// Name and columns as COPY wants them.
        String quotedWithColumns() {
            return quoted() + " ("
                    + String.join(
                            ", ", columns.stream().map(DatabaseContent::quote).toList()) + ")";
        }
    }

    static DatabaseContent read(Connection owner) throws SQLException {
        return new DatabaseContent(inLoadingOrder(tables(owner), references(owner)), sequences(owner), history(owner));
    }

    /// Whether this database holds an installation. Installing is one transaction that ends with this row, so without
    /// it nothing is there but what migrations made.
    static boolean isInstalled(Connection owner) throws SQLException {
        return is(owner, "select to_regclass('platform.installation') is not null")
                && is(owner, "select exists (select from platform.installation)");
    }

    /// Whether there are tables of something else than Cemara, which leaves Flyway's tables from its first step on.
    static boolean isForeign(Connection owner) throws SQLException {
        return is(owner, """
                select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
                   and not exists (select from pg_tables
                                    where schemaname = 'public' and starts_with(tablename, 'flyway_schema_history'))
                """);
    }

    List<Table> kept() {
        return tables.stream().filter(table -> !table.leftOut()).toList();
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static List<Table> tables(Connection owner) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select c.oid, n.nspname, c.relname, array_agg(a.attname::text order by a.attnum),
                               coalesce(obj_description(c.oid, 'pg_class'), '')
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a
                            on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                         where c.relkind = 'r' and c.relpersistence <> 't' and
                        """ + OF_MODULES + """
                         group by c.oid, n.nspname, c.relname
                         order by n.nspname collate "C", c.relname collate "C"
                        """)) {
            while (row.next()) {
                String name = row.getString(2) + "." + row.getString(3);
                boolean leftOut =
                        LEFT_OUT.contains(name) || row.getString(5).strip().startsWith(LEFT_OUT_COMMENT);
                tables.add(
                        new Table(row.getLong(1), row.getString(2), row.getString(3), texts(row.getArray(4)), leftOut));
            }
        }
        return tables;
    }

    /// Which tables each table needs to be loaded before it. A deferrable reference is checked at the end.
    private static Map<Long, Set<Long>> references(Connection owner) throws SQLException {
        Map<Long, Set<Long>> references = new HashMap<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select conrelid, confrelid
                          from pg_constraint
                         where contype = 'f' and conrelid <> confrelid and not condeferrable
                        """)) {
            while (row.next()) {
                references
                        .computeIfAbsent(row.getLong(1), ignored -> new HashSet<>())
                        .add(row.getLong(2));
            }
        }
        return references;
    }

    private static List<Table> inLoadingOrder(List<Table> tables, Map<Long, Set<Long>> references) {
        List<Table> waiting = new ArrayList<>(tables);
        Set<Long> unloaded = new HashSet<>(tables.stream().map(Table::oid).toList());
        List<Table> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            int before = ordered.size();
            for (Iterator<Table> rest = waiting.iterator(); rest.hasNext(); ) {
                Table table = rest.next();
                if (references.getOrDefault(table.oid(), Set.of()).stream().noneMatch(unloaded::contains)) {
                    ordered.add(table);
                    unloaded.remove(table.oid());
                    rest.remove();
                }
            }
            if (ordered.size() == before) {
                throw new IllegalStateException("these tables refer to each other in a circle, so no backup could be "
                        + "restored: make one of the foreign keys deferrable: "
                        + waiting.stream().map(Table::fullName).toList());
            }
        }
        return ordered;
    }

    private static Map<String, @Nullable Long> sequences(Connection owner) throws SQLException {
        Map<String, @Nullable Long> sequences = new LinkedHashMap<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select n.nspname || '.' || c.relname, s.last_value
                          from pg_sequences s
                          join pg_namespace n on n.nspname = s.schemaname
                          join pg_class c on c.relnamespace = n.oid and c.relname = s.sequencename
                         where
                        """ + OF_MODULES + " order by 1")) {
            while (row.next()) {
                sequences.put(row.getString(1), row.getObject(2, Long.class));
            }
        }
        return sequences;
    }

    private static Map<String, List<Manifest.Migration>> history(Connection owner) throws SQLException {
        Map<String, List<Manifest.Migration>> history = new LinkedHashMap<>();
        List<String> tables = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select tablename
                          from pg_tables
                         where schemaname = 'public' and starts_with(tablename, 'flyway_schema_history')
                         order by 1
                        """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        for (String table : tables) {
            List<Manifest.Migration> migrations = new ArrayList<>();
            try (var statement = owner.createStatement();
                    ResultSet row = statement.executeQuery("select script, checksum from public." + quote(table)
                            + " where success and type not in ('BASELINE', 'SCHEMA', 'DELETE') order by script")) {
                while (row.next()) {
                    migrations.add(new Manifest.Migration(row.getString(1), row.getObject(2, Integer.class)));
                }
            }
            history.put(table, migrations);
        }
        return history;
    }

    private static boolean is(Connection owner, String question) throws SQLException {
        try (var statement = owner.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}
