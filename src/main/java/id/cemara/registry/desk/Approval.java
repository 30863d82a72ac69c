package id.cemara.registry.desk;

import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupsInScope;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.duplicates.Candidates.Candidate;
import id.cemara.registry.duplicates.MergeProblem.MaybeDuplicate;
import id.cemara.registry.groups.GroupReviews;
import id.cemara.registry.groups.ReviewStep;
import id.cemara.shared.GroupId;
import id.cemara.shared.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes approval steps for pages and the API: with an optimistic lock on the group, and verifying a
/// possible duplicate only after confirmation.
@Service
class Approval {

    private final GroupsInScope groups;
    private final GroupReviews reviews;
    private final DuplicateCheck duplicates;

    Approval(GroupsInScope groups, GroupReviews reviews, DuplicateCheck duplicates) {
        this.groups = groups;
        this.reviews = reviews;
        this.duplicates = duplicates;
    }

    /// @param seen the group's version that the user saw; null if the request had none, which is refused
    /// @param confirmed whether the user has seen the possible duplicates and wants the step anyway
    @Transactional
    public GroupInScope take(
            GroupId id, ReviewStep step, @Nullable Integer seen, @Nullable String reason, boolean confirmed) {
        step.permission().require();
        GroupInScope group = groups.asSeenAlone(id, seen);
        Candidates alike = asked(step, group) ? duplicates.alike(group) : Candidates.NONE;
        if (!confirmed && !alike.isEmpty()) {
            throw new Refused(new MaybeDuplicate(alike));
        }
        List<String> numbers = alike.hits().stream().map(Candidate::number).toList();
        return reviews.take(id, step, seen, reason, numbers);
    }

    /// Possible duplicates, if the group can be verified now; none otherwise.
    Candidates asked(GroupInScope group, List<ReviewStep> open) {
        return open.contains(ReviewStep.VERIFY) ? duplicates.alike(group) : Candidates.NONE;
    }

    private static boolean asked(ReviewStep step, GroupInScope group) {
        return step == ReviewStep.VERIFY && step.follows(group.state());
    }
}
