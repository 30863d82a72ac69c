package id.cemara.registry.duplicates;

import id.cemara.registry.GroupProfile;
import id.cemara.shell.Texts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The page of one duplicate case.
public final class CaseView {

    private final DuplicateCase found;
    private final Comparison comparison;
    private final @Nullable Merge merge;

    CaseView(DuplicateCase found, Comparison comparison, @Nullable Merge merge) {
        this.found = found;
        this.comparison = comparison;
        this.merge = merge;
    }

    public UUID id() {
        return found.id();
    }

    /// The first group's version at the time of the comparison.
    public int firstVersion() {
        return found.first().version();
    }

    /// The second group's version at the time of the comparison.
    public int secondVersion() {
        return found.second().version();
    }

    public boolean isDismissed() {
        return found.state().equals("dismissed");
    }

    /// Whether the case is undecided and both groups are active.
    public boolean isOpen() {
        return found.isOpen()
                && comparison.first().deactivatedOn() == null
                && comparison.second().deactivatedOn() == null;
    }

    public int percent() {
        return found.percent();
    }

    public List<String> reasons(Texts texts) {
        return found.reasons().stream().map(reason -> reason.sentence(texts)).toList();
    }

    public Comparison comparison() {
        return comparison;
    }

    public List<GroupProfile> groups() {
        return List.of(comparison.first(), comparison.second());
    }

    /// The reason of the decision; empty while the case is open.
    public String decision() {
        String decision = found.decision();
        return decision == null ? "" : decision;
    }

    /// The merge of the two groups; null if there is none in force.
    public @Nullable Merge merge() {
        return merge;
    }
}
