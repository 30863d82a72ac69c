package id.cemara.registry.work;

import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.ReviewStep;
import id.cemara.registry.Reviews;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.duplicates.Candidates.Hit;
import id.cemara.registry.duplicates.MergeProblem.MaybeDuplicate;
import id.cemara.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes the steps of a group's approval as pages and programs ask for them: on the group as it was seen, and verifying
/// one that may be another only for who was told.
@Service
class Approval {

    private final GroupsInScope groups;
    private final Reviews reviews;
    private final DuplicateCheck duplicates;

    Approval(GroupsInScope groups, Reviews reviews, DuplicateCheck duplicates) {
        this.groups = groups;
        this.reviews = reviews;
        this.duplicates = duplicates;
    }

    /// @param seen the version that was looked at; null when none was named, which is refused
    /// @param confirmed whether the actor was told which groups it may be the same as
    @Transactional
    public GroupInScope take(
            UUID id, ReviewStep step, @Nullable Integer seen, @Nullable String reason, boolean confirmed) {
        step.permission().require();
        GroupInScope group = groups.asSeenAlone(id, seen);
        Candidates alike = asked(step, group) ? duplicates.alike(group) : Candidates.NONE;
        if (!confirmed && !alike.isEmpty()) {
            throw new Refused(new MaybeDuplicate(alike));
        }
        List<String> numbers = alike.hits().stream().map(Hit::number).toList();
        return reviews.take(id, step, seen, reason, numbers);
    }

    /// The groups that a group may be the same as, where whoever verifies it now is asked; none otherwise.
    Candidates asked(GroupInScope group, List<ReviewStep> open) {
        return open.contains(ReviewStep.VERIFY) ? duplicates.alike(group) : Candidates.NONE;
    }

    private static boolean asked(ReviewStep step, GroupInScope group) {
        return step == ReviewStep.VERIFY && step.follows(group.state());
    }
}
