package id.cemara.registry.desk;

import id.cemara.identity.audit.AuditLine;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProfile;
import id.cemara.registry.duplicates.Candidates;
import id.cemara.registry.groups.GroupReviews;
import id.cemara.registry.groups.Registry;
import id.cemara.registry.groups.ReviewStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of one group in the work space.
///
/// @param contact internal contact data
/// @param reviews the steps of its approval, newest first
/// @param changes audit trail of the record, newest first
/// @param steps approval steps that the actor may take now
/// @param alike possible duplicates if the actor may verify the group now; none otherwise
/// @param sizeWarning a message key; null if the size is usual
public record WorkGroupView(
        GroupInScope group,
        GroupProfile profile,
        Registry.Contact contact,
        List<GroupReviews.Review> reviews,
        List<AuditLine> changes,
        List<ReviewStep> steps,
        Candidates alike,
        @Nullable String sizeWarning,
        boolean mayEdit,
        boolean maySeeMembers,
        boolean mayInvite) {

    /// The steps except deactivation, which has its own form on the page.
    public List<ReviewStep> next() {
        return steps.stream().filter(step -> step != ReviewStep.DEACTIVATE).toList();
    }

    /// Deactivation, if the actor may; else null.
    public @Nullable ReviewStep deactivation() {
        return steps.contains(ReviewStep.DEACTIVATE) ? ReviewStep.DEACTIVATE : null;
    }

    /// Whether the step has to be confirmed, because the group may be a duplicate.
    public boolean asksToConfirm(ReviewStep step) {
        return step == ReviewStep.VERIFY && !alike.isEmpty();
    }

    /// The reason for which the group was returned; null in any other state.
    public @Nullable String returnedBecause() {
        return group.approval().equals("returned")
                ? reviews.stream()
                        .filter(review -> review.step().equals("returned"))
                        .findFirst()
                        .map(GroupReviews.Review::reason)
                        .orElse(null)
                : null;
    }
}
