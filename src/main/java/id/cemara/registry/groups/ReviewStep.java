package id.cemara.registry.groups;

import id.cemara.identity.Permission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// A step of a group's approval: its permission, the states it can follow, and whether it needs a reason.
public enum ReviewStep {
    SUBMIT("submitted", "submitted", Permission.EDIT_GROUPS, false, "draft", "returned"),
    VERIFY("verified", "verified", Permission.REVIEW_GROUPS, false, "draft", "submitted", "returned"),
    RETURN("returned", "returned", Permission.REVIEW_GROUPS, true, "submitted"),
    DEACTIVATE("deactivated", "", Permission.REVIEW_GROUPS, true, "draft", "submitted", "returned", "verified"),
    REACTIVATE("reactivated", "", Permission.REVIEW_GROUPS, false, "deactivated");

    private final String noted;
    private final String approvalAfter;
    private final Permission permission;
    private final boolean needsReason;
    private final Set<String> from;

    ReviewStep(String noted, String approvalAfter, Permission permission, boolean needsReason, String... from) {
        this.noted = noted;
        this.approvalAfter = approvalAfter;
        this.permission = permission;
        this.needsReason = needsReason;
        this.from = Set.of(from);
    }

    /// Its key in the API, forms and the history.
    public String noted() {
        return noted;
    }

    public boolean needsReason() {
        return needsReason;
    }

    String approvalAfter() {
        return approvalAfter;
    }

    public Permission permission() {
        return permission;
    }

    /// Whether the step can follow that state: draft, submitted, returned, verified or deactivated.
    public boolean follows(String state) {
        return from.contains(state);
    }

    public static Optional<ReviewStep> ofWord(String word) {
        return Arrays.stream(values()).filter(step -> step.noted.equals(word)).findFirst();
    }
}
