package id.cemara.permit;

import static id.cemara.registry.ties.GroupTie.derived;
import static id.cemara.registry.ties.GroupTie.follows;
import static id.cemara.registry.ties.GroupTie.moves;

import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupRows;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTies;
import id.cemara.registry.ties.MergeSteps;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// In a merge permits move to the surviving group. Of two current ones with the same number the longer valid
/// one stays current and replaces the other. For the days before the merge, the closed group still counts as
/// holding its own.
@Component
class PermitTies implements GroupTies {

    private final GroupRows permits;

    PermitTies(JdbcClient db, MergeSteps steps) {
        this.permits = new GroupRows(db, steps, "permit.permits", true, "replaced_by", "replaced_on");
    }

    @Override
    public List<GroupTie> ties() {
        return List.of(
                moves("permit.permits"),
                follows("permit.permit_private", "permit.permits"),
                derived("permit.held", "which group held which kind on which day, kept by a trigger on permits"));
    }

    @Override
    public void merge(GroupMerge merge) {
        String replaced = """
                (select o.id
                   from permit.permits o
                  where o.group_id = %s and o.kind = r.kind and o.number = r.number
                    and o.replaced_by is null and o.withdrawn_on is null)
                """;
        String longer = replaced.formatted(":from and coalesce(o.expires_on, 'infinity') > r.expires_on");
        permits.change(
                merge,
                "set replaced_by = " + longer + ", replaced_on = :on, version = r.version + 1",
                "r.group_id = :into and r.replaced_by is null and r.withdrawn_on is null and " + longer
                        + " is not null");
        String same = "case when r.replaced_by is null and r.withdrawn_on is null then " + replaced.formatted(":into")
                + " end";
        permits.move(
                merge,
                ", replaced_by = coalesce(r.replaced_by, " + same + "), replaced_on = coalesce("
                        + "r.replaced_on, case when " + same + " is not null then :on::date end)",
                "true");
    }

    @Override
    public List<String> conflicts(GroupMerge merge) {
        return permits.areChangedSince(merge) ? List.of("permits") : List.of();
    }

    @Override
    public void undo(GroupMerge merge) {
        permits.giveBack(merge);
    }
}
