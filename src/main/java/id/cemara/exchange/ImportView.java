package id.cemara.exchange;

import id.cemara.platform.Job;
import id.cemara.shared.Listing;
import id.cemara.shell.Texts;
import org.jspecify.annotations.Nullable;

/// What the page of an import shows.
///
/// @param job what works on it or was the last to; null when it never went to the background
/// @param working whether it works just now
/// @param findings one page of them
/// @param takenBefore whether the same person took in a file of the same content before
/// @param further whether this is not the first page of findings
public record ImportView(
        Import made,
        ImportKind kind,
        @Nullable Job job,
        boolean working,
        Listing<Finding> findings,
        boolean takenBefore,
        boolean further) {

    /// Whether the columns still have to be chosen.
    public boolean columnsMissing() {
        return !Imports.missing(kind, made.columns()).isEmpty();
    }

    /// Whether the preview stands, to be taken in or not.
    public boolean isDecidable() {
        return made.is("checked") && !working;
    }

    /// Whether the file is still there, so that its columns may be chosen anew.
    public boolean isOpen() {
        return (made.is("checked") || made.is("uploaded")) && !working;
    }

    /// Whether the last work on it failed.
    public boolean failed() {
        return job != null && job.state() == id.cemara.platform.JobState.FAILED && !made.is("committed");
    }

    /// Why the last work on it failed, and what to do about it.
    public String failure(Texts texts) {
        String note = job == null || job.note() == null ? "" : job.note();
        if (texts.has("import.failed." + note)) {
            return texts.get("import.failed." + note);
        }
        String sentence = texts.has("problem." + note) ? texts.get("problem." + note) : "{";
        // A job keeps the code of a problem, not what would fill its sentence.
        return sentence.contains("{") ? texts.get("import.failed.other", note) : sentence;
    }

    /// How far the work is, in hundredths; 0 while nobody knows.
    public long percent() {
        return job == null || job.total() == 0 ? 0 : 100 * job.done() / job.total();
    }

    /// Whether the file's column is the one chosen for the kind's column.
    public boolean isChosen(String column, int at) {
        return Integer.valueOf(at).equals(made.columns().get(column));
    }

    /// The file's heading of the column a finding is about.
    public String columnName(Finding finding, Texts texts) {
        return Imports.columnName(made, finding, texts);
    }

    /// The finding as a sentence.
    public String sentence(Finding finding, Texts texts) {
        return Imports.sentence(finding, texts);
    }

    /// The message key of a column's name.
    public String label(ImportKind.Column column) {
        return Imports.columnLabel(made.kind(), column.key());
    }
}
