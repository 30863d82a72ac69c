package id.cemara.registry.duplicates;

import static id.cemara.registry.GroupTie.derived;
import static id.cemara.registry.GroupTie.follows;
import static id.cemara.registry.GroupTie.moves;
import static id.cemara.registry.GroupTie.stays;

import id.cemara.registry.GroupMerge;
import id.cemara.registry.GroupRows;
import id.cemara.registry.GroupTie;
import id.cemara.registry.GroupTies;
import id.cemara.registry.MergeSteps;
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

    private final MergeMoves moves;
    private final MergeReturns returns;
    private final GroupRows photos;

    RegistryTies(JdbcClient db, MergeSteps steps, MergeMoves moves, MergeReturns returns) {
        this.moves = moves;
        this.returns = returns;
        this.photos = new GroupRows(db, steps, "registry.group_photos", true);
    }

    @Override
    public List<GroupTie> ties() {
        return List.of(
                stays("registry.business_groups", "the record itself: closed, and says which group goes on"),
                stays("registry.group_private", "telephone and address are taken over where the other has none"),
                stays("registry.verifications", "what was true of the closed record; ends with it"),
                stays("registry.group_places", "what was true of the closed record"),
                stays(
                        "registry.group_sectors",
                        "what was true of the closed record; the other's lines of business count"),
                stays("registry.group_stages", "what was true of the closed record; the other's stage counts"),
                stays("registry.group_statuses", "what was true of the closed record; the other's status counts"),
                stays("registry.group_reviews", "the steps that this record took"),
                stays(
                        "registry.duplicate_cases",
                        "a case of a closed group waits for nobody; the search finds it anew"),
                stays("registry.merges", "the merge itself"),
                stays("registry.public_changes", "what was changed in the closed record; it waits for nobody any more"),
                stays("registry.moves", "where the closed record went; a proposal for it waits for nobody"),
                derived("registry.directory", "groups that are open"),
                moves("registry.memberships"),
                moves("registry.members"),
                moves("registry.families"),
                follows("registry.family_planning", "registry.memberships"),
                moves("registry.officer_terms"),
                moves("registry.group_photos"));
    }

    @Override
    public void merge(GroupMerge merge) {
        moves.all(merge);
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
        List<String> conflicts = new ArrayList<>(returns.conflicts(merge));
        if (photos.areChangedSince(merge)) {
            conflicts.add("photos");
        }
        return conflicts;
    }

    @Override
    public void undo(GroupMerge merge) {
        returns.all(merge);
        photos.giveBack(merge);
    }
}
