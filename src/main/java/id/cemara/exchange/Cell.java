package id.cemara.exchange;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What stands in one cell of a table that was read.
///
/// @param text as a person would read it, without blanks around it; empty for an empty cell
/// @param kind what the file itself says it is; CSV knows only text
/// @param day the day, for [Kind#DAY]; null otherwise
public record Cell(String text, Kind kind, @Nullable LocalDate day) {

    /// What a spreadsheet keeps in a cell.
    public enum Kind {
        TEXT,
        /// A number: a code that was typed into such a cell has lost its zeros, and long ones their last digits.
        NUMBER,
        DAY
    }

    static final Cell BLANK = new Cell("", Kind.TEXT, null);

    /// Text as it stands in the file; blanks of all kinds around it do not count.
    static Cell text(String text) {
        String bare = text.replace('\u00a0', ' ').strip();
        return bare.isEmpty() ? BLANK : new Cell(bare, Kind.TEXT, null);
    }

    /// Whether nothing stands in it.
    public boolean isBlank() {
        return text.isEmpty();
    }

    /// Without its text, which may be somebody's.
    @Override
    public String toString() {
        return "Cell[" + kind + "]";
    }
}
