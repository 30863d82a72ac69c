package id.cemara.registry.duplicates;

import static id.cemara.registry.ties.GroupTie.derived;
import static id.cemara.registry.ties.GroupTie.follows;
import static id.cemara.registry.ties.GroupTie.moves;
import static id.cemara.registry.ties.GroupTie.stays;

import id.cemara.registry.ties.GroupMerge;
import id.cemara.registry.ties.GroupRows;
import id.cemara.registry.ties.GroupTie;
import id.cemara.registry.ties.GroupTies;
import id.cemara.registry.ties.MergeSteps;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The registry's own tables. Runs before the other modules, whose rows refer to members and officer terms.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RegistryTies implements GroupTies {

    private final MergeTransfer transfer;
    private final MergeReversal reversal;
    private final GroupRows photos;

    RegistryTies(JdbcClient db, MergeSteps steps, MergeTransfer transfer, MergeReversal reversal) {
        this.transfer = transfer;
        this.reversal = reversal;
        this.photos = new GroupRows(db, steps, "registry.group_photos", true);
    }

    @Override
    public List<GroupTie> ties() {
        return List.of(
                stays("registry.business_groups", "the closed record itself, which refers to the surviving group"),
                stays("registry.group_private", "phone and address are copied if the surviving group has none"),
                stays("registry.verifications", "history of the closed record; ends with it"),
                stays("registry.group_places", "history of the closed record"),
                stays(
                        "registry.group_sectors",
                        "history of the closed record; the surviving group's lines of business count"),
                stays("registry.group_stages", "history of the closed record; the surviving group's stage counts"),
                stays("registry.group_statuses", "history of the closed record; the surviving group's status counts"),
                stays("registry.group_reviews", "approval history of the closed record"),
                stays(
                        "registry.duplicate_cases",
                        "cases of a closed group need no decision; the next search recreates them"),
                stays("registry.merges", "the merge itself"),
                stays("registry.public_changes", "changes of the closed record; they need no review any more"),
                stays("registry.moves", "moves of the closed record; an open proposal needs no decision any more"),
                derived("registry.directory", "open groups, kept by triggers"),
                moves("registry.memberships"),
                moves("registry.members"),
                moves("registry.families"),
                follows("registry.family_planning", "registry.memberships"),
                moves("registry.officer_terms"),
                moves("registry.group_photos"));
    }

    @Override
    public void merge(GroupMerge merge) {
        transfer.all(merge);
        // A picture appears once per page: a copy of one that the surviving group has stays with the closed
        // group.
        photos.move(merge, "", """
                not exists (select from registry.group_photos o
                             where o.group_id = :into and o.hash = r.hash
                               and o.removed_at is null and r.removed_at is null)
                """);
    }

    @Override
    public List<String> conflicts(GroupMerge merge) {
        List<String> conflicts = new ArrayList<>(reversal.conflicts(merge));
        if (photos.areChangedSince(merge)) {
            conflicts.add("photos");
        }
        return conflicts;
    }

    @Override
    public void undo(GroupMerge merge) {
        reversal.all(merge);
        photos.giveBack(merge);
    }
}
