package id.cemara.registry.ties;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Journal of a merge for its reversal: the changed columns of each row before and after. Contains no
/// personal data, only ids and group references.
@Component
public class MergeSteps {

    private final JdbcClient db;

    MergeSteps(JdbcClient db) {
        this.db = db;
    }

    /// Adds a table's changes to the journal.
    ///
    /// @param table with its schema
    /// @param rows a JSON list of `{"id": …, "before": {…}, "after": {…}}`; the group's id for rows without
    /// one of their own
    public void keep(GroupMerge merge, String table, String rows) {
        db.sql("""
                insert into registry.merge_steps (merge_id, table_name, row_id, before, after)
                select :merge, :table, k.id, k.before, k.after
                  from jsonb_to_recordset(:rows::jsonb) as k (id uuid, before jsonb, after jsonb)
                 order by k.id
                """)
                .param("merge", merge.id())
                .param("table", table)
                .param("rows", rows)
                .update();
    }

    /// A table's changes, in the form that [#keep] takes.
    public String of(GroupMerge merge, String table) {
        return db.sql("""
                select coalesce(jsonb_agg(jsonb_build_object('id', k.row_id, 'before', k.before, 'after', k.after)
                                          order by k.id), '[]')::text
                  from registry.merge_steps k
                 where k.merge_id = :merge and k.table_name = :table
                """)
                .param("merge", merge.id())
                .param("table", table)
                .query(String.class)
                .single();
    }
}
