package id.cemara.registry;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The order of locks for changes that other modules' rows follow within the transaction: a merge, its undoing, and a
/// group that lies elsewhere. What the modules hold comes first, then the groups, then their rows.
@Component
public class GroupLocks {

    private final List<GroupTies> ties;

    GroupLocks(List<GroupTies> ties) {
        this.ties = List.copyOf(ties);
    }

    /// Takes every module's own locks, until the transaction ends. Call it before a group is locked.
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdModules() {
        ties.forEach(GroupTies::hold);
    }
}
