package id.cemara.exchange;

import java.util.List;

/// One run over a file. The caller's transaction commits or rolls back all of it.
public interface ImportRun {

    /// Checks a batch and adds findings to its rows. May attach a parsed value to a row.
    void check(List<ImportRow> rows);

    /// Collects rows without errors, for example in a temporary table.
    void stage(List<ImportRow> rows);

    /// Checks the collected rows against each other and the data, and writes the new ones unless the run is
    /// a preview.
    ///
    /// @param notes receives rows that exist already
    Result finish(Notes notes);

    /// The outcome of a run.
    ///
    /// @param added new rows, written or to be written
    /// @param existing rows already in the data or earlier in the file
    record Result(int added, int existing) {}

    /// Receives findings about collected rows.
    interface Notes {
        /// @param code a suffix of the message key `finding.`
        void existing(int line, String code);
    }
}
