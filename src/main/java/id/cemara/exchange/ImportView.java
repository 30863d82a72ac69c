package id.cemara.exchange;

import id.cemara.platform.jobs.Job;
import id.cemara.shared.Listing;
import id.cemara.shell.Texts;
import org.jspecify.annotations.Nullable;

/// The page of an import.
///
/// @param job its latest background job; null if there never was one
/// @param working whether the job is queued or running
/// @param findings one page of them
/// @param takenBefore whether the same account imported a file with the same content before
/// @param further whether this is not the first page of findings
public record ImportView(
        Import made,
        ImportKind kind,
        @Nullable Job job,
        boolean working,
        Listing<Finding> findings,
        boolean takenBefore,
        boolean further) {

    /// Whether required columns have no choice yet.
    public boolean columnsMissing() {
        return !kind.missing(made.columns().keySet()).isEmpty();
    }

    /// Whether the preview is complete, so it can be imported or cancelled.
    public boolean isDecidable() {
        return made.is("checked") && !working;
    }

    /// Whether the file is still stored, so columns can be chosen again.
    public boolean isOpen() {
        return (made.is("checked") || made.is("uploaded")) && !working;
    }

    public boolean isCommitted() {
        return made.is("committed");
    }

    /// Whether its file is gone without having been imported.
    public boolean isGone() {
        return made.is("cancelled") || made.is("expired");
    }

    /// Whether its rows were counted.
    public boolean isChecked() {
        return made.is("checked") || isCommitted();
    }

    /// Whether it can be imported only as a whole, because no row is bad.
    public boolean mayCommitAll() {
        return made.bad() == 0;
    }

    /// Whether its latest job failed.
    public boolean failed() {
        return job != null && job.state() == id.cemara.platform.jobs.JobState.FAILED && !isCommitted();
    }

    /// Why the latest job failed, and what to do.
    public String failure(Texts texts) {
        String note = job == null || job.note() == null ? "" : job.note();
        if (texts.has("import.failed." + note)) {
            return texts.get("import.failed." + note);
        }
        String sentence = texts.has("problem." + note) ? texts.get("problem." + note) : "{";
        // A job stores only the problem's code, without the arguments of its message.
        return sentence.contains("{") ? texts.get("import.failed.other", note) : sentence;
    }

    /// Progress in percent; 0 while the total is unknown.
    public long percent() {
        return job == null || job.total() == 0 ? 0 : 100 * job.done() / job.total();
    }

    /// Whether that column of the file is chosen for the kind's column.
    public boolean isChosen(String column, int at) {
        return Integer.valueOf(at).equals(made.columns().get(column));
    }

    /// The heading of the column that a finding is about.
    public String columnName(Finding finding, Texts texts) {
        return made.columnName(finding, texts);
    }

    public String sentence(Finding finding, Texts texts) {
        return finding.sentence(texts);
    }

    /// The message key of a column's name.
    public String label(ImportKind.Column column) {
        return ImportKinds.label(made.kind(), column.key());
    }
}
