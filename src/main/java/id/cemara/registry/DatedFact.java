package id.cemara.registry;

import id.cemara.registry.GroupProblem.BeginsTooEarly;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A fact about a group with one value at a time. A new value closes the previous one on the same day; a
/// value that is replaced on its first day thus has an empty period.
public final class DatedFact {

    private final JdbcClient db;
    private final String table;
    private final String column;

    /// @param table with columns group_id, valid_from, valid_to, the fact's own, and cause if causes are
    /// given
    public DatedFact(JdbcClient db, String table, String column) {
        this.db = db;
        this.table = table;
        this.column = column;
    }

    public void set(GroupId group, String value, @Nullable String cause, LocalDate from) {
        LocalDate earliest = db.sql(
                        "select max(coalesce(valid_to, valid_from)) from " + table + " where group_id = :group")
                .param("group", group.value())
                .query(LocalDate.class)
                .optional()
                .orElse(LocalDate.MIN);
        if (from.isBefore(earliest)) {
            throw new Refused(new BeginsTooEarly(earliest));
        }
        boolean already = db.sql("select count(*) from " + table + " where group_id = :group and valid_to is null and "
                                + column + " = :value"
                                + (cause == null ? "" : " and cause = :cause"))
                        .param("group", group.value())
                        .param("value", value)
                        .param("cause", cause)
                        .query(Long.class)
                        .single()
                > 0;
        if (already) {
            return;
        }
        db.sql("update " + table + " set valid_to = :from where group_id = :group and valid_to is null")
                .param("group", group.value())
                .param("from", from)
                .update();
        db.sql("insert into " + table + " (group_id, " + column + ", valid_from" + (cause == null ? "" : ", cause")
                        + ") values (:group, :value, :from" + (cause == null ? "" : ", :cause") + ")")
                .param("group", group.value())
                .param("value", value)
                .param("from", from)
                .param("cause", cause)
                .update();
    }

    /// Non-empty periods, oldest first; the last may be open.
    List<FactDays.Period> periods(GroupId group) {
        return db.sql("select " + column + """
                 as value, valid_from as "from", valid_to as until
                  from %s
                 where group_id = :group and (valid_to is null or valid_to > valid_from)
                 order by valid_from
                """.formatted(table))
                .param("group", group.value())
                .query(FactDays.Period.class)
                .list();
    }

    /// Moves the first day of a period, and with it the end of the previous period. The caller has checked
    /// that both stay non-empty.
    void correct(GroupId group, LocalDate wrong, LocalDate right) {
        String ends = "update " + table + " set valid_to = :right"
                + " where group_id = :group and valid_to = :wrong and valid_from < valid_to";
        String begins = "update " + table + " set valid_from = :right,"
                + " valid_to = case when valid_to = :wrong then :right else valid_to end"
                + " where group_id = :group and valid_from = :wrong";
        // The exclusion constraint is checked after each statement: shrink one period before extending the
        // other.
        for (String sql : right.isBefore(wrong) ? List.of(ends, begins) : List.of(begins, ends)) {
            db.sql(sql)
                    .param("group", group.value())
                    .param("wrong", wrong)
                    .param("right", right)
                    .update();
        }
    }
}
