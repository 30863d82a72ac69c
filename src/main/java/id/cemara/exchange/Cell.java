package id.cemara.exchange;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands in one cell of a table that was read.
///
/// @param text as a person would read it, without blanks around it; empty for an empty cell
/// @param kind what the file itself says it is; CSV knows only text
/// @param day the day, for [Kind#DAY]; null otherwise
/// @param spoiled whether characters were left out of the text that no text holds: control characters, halves of a
/// letter, and what a reader puts in place of bytes that are none
public record Cell(String text, Kind kind, @Nullable LocalDate day, boolean spoiled) {

    /// What no database takes or no person can see. Tabulators and line breaks are blanks.
    private static final Pattern UNUSABLE = Pattern.compile("[[\\p{Cc}\\p{Cs}\\ufffd]&&[^\\t-\\r]]");

    Cell(String text, Kind kind, @Nullable LocalDate day) {
        this(text, kind, day, false);
    }

    /// What a spreadsheet keeps in a cell.
    public enum Kind {
        TEXT,
        /// A number: a code that was typed into such a cell has lost its zeros, and long ones their last digits.
        NUMBER,
        DAY
    }

    static final Cell BLANK = new Cell("", Kind.TEXT, null);

    /// Text as it stands in the file; blanks of all kinds around it do not count, nor does the apostrophe of a
    /// [FormulaGuard].
    static Cell text(String text) {
        String usable = UNUSABLE.matcher(text).replaceAll("");
        boolean spoiled = usable.length() < text.length();
        String bare = FormulaGuard.off(bare(usable));
        return bare.isEmpty() && !spoiled ? BLANK : new Cell(bare(bare), Kind.TEXT, null, spoiled);
    }

    private static String bare(String text) {
        return text.replace('\u00a0', ' ').strip();
    }

    /// Whether nothing stands in it.
    public boolean isBlank() {
        return text.isEmpty() && !spoiled;
    }

    /// Without its text, which may be somebody's.
    @Override
    public String toString() {
        return "Cell[" + kind + "]";
    }
}
