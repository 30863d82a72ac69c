package id.cemara.registry.ties;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Moves the rows of one table in a merge, for the [GroupTies] of the module that owns it. The table has
/// `id`, `group_id` and `area_code`; dependent rows follow by foreign keys. Table and column names go into
/// the SQL unescaped and must be literals.
public final class GroupRows {

    private final JdbcClient db;
    private final MergeSteps steps;
    private final String table;
    private final String raise;
    private final List<String> columns;
    private final List<String> loose;

    /// @param table with its schema
    /// @param isVersioned whether its rows have a `version`, which only increases
    /// @param columns those a merge changes besides the group; a later change to them blocks the reversal
    public GroupRows(JdbcClient db, MergeSteps steps, String table, boolean isVersioned, String... columns) {
        this(db, steps, table, isVersioned, columns(columns), List.of());
    }

    private GroupRows(
            JdbcClient db,
            MergeSteps steps,
            String table,
            boolean isVersioned,
            List<String> columns,
            List<String> loose) {
        this.db = db;
        this.steps = steps;
        this.table = table;
        this.raise = isVersioned ? ", version = r.version + 1" : "";
        this.columns = columns;
        this.loose = loose;
    }

    private static List<String> columns(String... more) {
        List<String> columns = new ArrayList<>(List.of("group_id"));
        columns.addAll(List.of(more));
        return List.copyOf(columns);
    }

    /// A copy that also restores this column, but only in rows whose version is still the merge's; a later
    /// change never blocks the reversal. Needs a versioned table.
    public GroupRows loosely(String column) {
        return new GroupRows(db, steps, table, !raise.isEmpty(), columns, List.of(column));
    }

    /// Moves all rows of the closed group to the surviving one.
    public void move(GroupMerge merge) {
        move(merge, "", "true");
    }

    /// Moves some rows.
    ///
    /// @param also more assignments to the row `r`, each with a leading comma; may use `:from`, `:into`,
    /// `:on` and `:at`
    /// @param condition selects rows `r`
    public void move(GroupMerge merge, String also, String condition) {
        change(
                merge,
                "set group_id = :into, area_code = :intoArea" + also + raise,
                "r.group_id = :from and " + condition);
    }

    /// Changes rows of either group in place, to make room for the rows that move.
    ///
    /// @param assignments to the row `r`
    /// @param condition selects rows `r`
    public void change(GroupMerge merge, String assignments, String condition) {
        String rows = db.sql("with changed as (update " + table + " r " + assignments + " where " + condition
                        + " returning r.id, " + object("old") + " as before, " + object("new") + " as after)"
                        + " select coalesce(jsonb_agg(to_jsonb(c)), '[]')::text from changed c")
                .param("from", merge.from().value())
                .param("into", merge.into().value())
                .param("intoArea", merge.intoArea())
                .param("on", merge.on())
                .param("at", merge.at())
                .query(String.class)
                .single();
        steps.keep(merge, table, rows);
    }

    /// Whether a row was deleted, or a column that the merge changed was changed again.
    public boolean areChangedSince(GroupMerge merge) {
        return db.sql("""
                select exists (select
                                 from jsonb_to_recordset(:steps::jsonb) as k (id uuid, before jsonb, after jsonb)
                                cross join lateral jsonb_populate_record(null::%1$s, k.after) a
                                 left join %1$s r on r.id = k.id
                                where (%2$s) is distinct from (%3$s))
                """.formatted(table, list("r."), list("a.")))
                .param("steps", steps.of(merge, table))
                .query(Boolean.class)
                .single();
    }

    /// Restores the rows, with the current area of their group. Rows that move back go first, so that those
    /// that stay cannot violate a unique constraint.
    public void giveBack(GroupMerge merge) {
        giveBack(merge, "b.group_id <> a.group_id");
        giveBack(merge, "b.group_id = a.group_id");
    }

    private void giveBack(GroupMerge merge, String which) {
        String assignments = each(column -> column + " = b." + column)
                + loose.stream()
                        .map(column -> ", %1$s = case when r.version = a.version then b.%1$s else r.%1$s end"
                                .formatted(column))
                        .collect(Collectors.joining());
        db.sql("""
                update %1$s r
                   set area_code = case b.group_id when :from then :fromArea else :intoArea end, %2$s%3$s
                  from jsonb_to_recordset(:steps::jsonb) as k (id uuid, before jsonb, after jsonb)
                 cross join lateral jsonb_populate_record(null::%1$s, k.before) b
                 cross join lateral jsonb_populate_record(null::%1$s, k.after) a
                 where r.id = k.id and %4$s
                """.formatted(table, assignments, raise, which))
                .param("steps", steps.of(merge, table))
                .param("from", merge.from().value())
                .param("fromArea", merge.fromArea())
                .param("intoArea", merge.intoArea())
                .update();
    }

    private String object(String row) {
        List<String> kept = new ArrayList<>(columns);
        kept.addAll(loose);
        if (!loose.isEmpty()) {
            kept.add("version");
        }
        return kept.stream()
                .map(column -> "'" + column + "', " + row + "." + column)
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    private String list(String prefix) {
        return each(column -> prefix + column);
    }

    private String each(UnaryOperator<String> written) {
        return columns.stream().map(written).collect(Collectors.joining(", "));
    }
}
