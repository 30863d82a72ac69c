package id.cemara.platform.backup;

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

/// The tables and sequences of all modules, read from PostgreSQL's catalogue, so that a new table is part
/// of the next backup without further work.
///
/// @param tables every ordinary table in the modules' schemas, referenced tables before referencing ones
/// @param sequences the last value of each sequence; null when it was never used
/// @param migrations the applied versioned migrations, by name of Flyway's history table
record DatabaseContent(
        List<Table> tables, Map<String, @Nullable Long> sequences, Map<String, List<Manifest.Migration>> migrations) {

    /// Tables whose rows are in no backup: sessions, jobs, and data versions, which a restore records anew.
    /// A module excludes a table of its own (tokens, say) in its migration, with a comment on the table
    /// that begins with [#LEFT_OUT_COMMENT].
    private static final Set<String> LEFT_OUT = Set.of(
            "platform.spring_session",
            "platform.spring_session_attributes",
            "platform.scheduled_tasks",
            "platform.data_changes");

    static final String LEFT_OUT_COMMENT = "not in backups";

    /// Excludes schemas that belong to no module. Flyway's tables are in public.
    private static final String OF_MODULES = """
            n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
               and not exists (select from pg_depend d
                                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            """;

    /// A table and its columns, without generated ones.
    record Table(long oid, String schema, String name, List<String> columns, boolean leftOut) {

        String fullName() {
            return schema + "." + name;
        }

        String quoted() {
            return quote(schema) + "." + quote(name);
        }

        /// Name and columns in COPY's syntax.
        String quotedWithColumns() {
            return quoted() + " ("
                    + String.join(
                            ", ", columns.stream().map(DatabaseContent::quote).toList()) + ")";
        }
    }

    static DatabaseContent read(Connection owner) throws SQLException {
        return new DatabaseContent(inLoadingOrder(tables(owner), references(owner)), sequences(owner), history(owner));
    }

    /// Whether this database holds an installation. Its row is the last step of the one transaction that
    /// installs; without it there are only migrated, empty tables.
    static boolean isInstalled(Connection owner) throws SQLException {
        return is(owner, "select to_regclass('platform.installation') is not null")
                && is(owner, "select exists (select from platform.installation)");
    }

    /// Whether there are tables of another application. Flyway's history tables, created first, mark a
    /// database of ours.
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

    /// For each table those that must be loaded first. Deferrable references are skipped: they are checked
    /// at commit.
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
                            + " where success and version is not null and type not in ('BASELINE', 'SCHEMA', 'DELETE')"
                            + " order by script")) {
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
