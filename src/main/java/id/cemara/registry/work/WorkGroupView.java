package id.cemara.registry.work;

import id.cemara.identity.AuditLine;
import id.cemara.registry.GroupInScope;
import id.cemara.registry.GroupProfile;
import id.cemara.registry.Registry;
import id.cemara.registry.ReviewStep;
import id.cemara.registry.Reviews;
import id.cemara.registry.duplicates.Candidates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The page of one group in the work space.
///
/// @param group as it is at the moment
/// @param profile what anybody may know
/// @param contact how the office reaches it
/// @param reviews the steps of its approval, newest first
/// @param changes what was done with its record, newest first
/// @param steps what the actor may do about its approval now
/// @param alike the groups it may be the same as, for who may verify it now; none otherwise
/// @param sizeWarning the key of a warning about its size; null when it is usual
/// @param mayEdit whether the actor may change it
/// @param maySeeMembers whether the actor may see who is in it
/// @param mayInvite whether the actor may invite somebody to speak for it
public record WorkGroupView(
        GroupInScope group,
        GroupProfile profile,
        Registry.Contact contact,
        List<Reviews.Review> reviews,
        List<AuditLine> changes,
        List<ReviewStep> steps,
        Candidates alike,
        @Nullable String sizeWarning,
        boolean mayEdit,
        boolean maySeeMembers,
        boolean mayInvite) {

    /// What leads on: every step but closing the group, which has a place of its own.
    public List<ReviewStep> next() {
        return steps.stream().filter(step -> step != ReviewStep.DEACTIVATE).toList();
    }

    /// Whether the actor may close it now.
    public boolean mayDeactivate() {
        return steps.contains(ReviewStep.DEACTIVATE);
    }

    /// Why it was sent back, when it is waiting to be mended.
    public @Nullable String returnedBecause() {
        return group.approval().equals("returned")
                ? reviews.stream()
                        .filter(review -> review.step().equals("returned"))
                        .findFirst()
                        .map(Reviews.Review::reason)
                        .orElse(null)
                : null;
    }
}
