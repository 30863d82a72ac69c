package id.cemara.exchange;

import java.util.List;

/// One way through a file. The caller's transaction commits or rolls back the whole of it.
public interface ImportRun {

    /// Looks at some rows and tells each what is wrong with it. May keep what it read as the row's value.
    void check(List<ImportRow> rows);

    /// Sets aside rows without errors, in a temporary table for instance.
    void stage(List<ImportRow> rows);

    /// Looks at everything set aside together, and takes in what is new if that is what the run was begun for.
    ///
    /// @param notes takes what is said about rows by their line, such as that they are there already
    Result finish(Notes notes);

    /// How a run ended.
    ///
    /// @param added rows that are new, or would be
    /// @param existing rows that were there already, in the data or above in the same file
    record Result(int added, int existing) {}

    /// Takes what is said about rows that passed.
    interface Notes {
        /// @param code the tail of the message key `finding.<code>`
        void existing(int line, String code);
    }
}
