package id.cemara.registry.ties;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Lock order for changes that rows of other modules follow in the same transaction: a merge, its reversal,
/// a move to another area. First the modules' own locks, then the groups, then their rows.
@Component
public class GroupLocks {

    private final List<GroupTies> ties;

    GroupLocks(List<GroupTies> ties) {
        this.ties = List.copyOf(ties);
    }

    /// Takes every module's own locks until the transaction ends. Call it before locking a group.
    @Transactional(propagation = Propagation.MANDATORY)
    public void holdModules() {
        ties.forEach(GroupTies::hold);
    }
}
