package id.cemara.registry.duplicates;

import id.cemara.registry.GroupProfile;
import id.cemara.shell.Texts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the page of one case shows.
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

    /// The version of the first group as it is compared here.
    public int firstVersion() {
        return found.first().version();
    }

    /// The same of the second.
    public int secondVersion() {
        return found.second().version();
    }

    public String state() {
        return found.state();
    }

    /// Whether both groups are active and nobody has decided.
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

    /// Why it was dismissed or merged; empty while it is open.
    public String decision() {
        String decision = found.decision();
        return decision == null ? "" : decision;
    }

    /// The merge that took one of the groups; null when none holds.
    public @Nullable Merge merge() {
        return merge;
    }
}
