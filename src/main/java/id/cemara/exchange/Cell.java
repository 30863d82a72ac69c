package id.cemara.exchange;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A cell that was read from a table.
///
/// @param text as displayed, trimmed; empty for an empty cell
/// @param kind as stored in the file; CSV has only text
/// @param day for [Kind#DAY]; null otherwise
/// @param spoiled whether invalid characters were removed from the text: control characters, unpaired
/// surrogates, and U+FFFD, which replaces undecodable bytes
public record Cell(String text, Kind kind, @Nullable LocalDate day, boolean spoiled) {

    /// Characters that a database rejects or a person cannot see. Tabs and line breaks count as blanks.
    private static final Pattern UNUSABLE = Pattern.compile("[[\\p{Cc}\\p{Cs}\\ufffd]&&[^\\t-\\r]]");

    Cell(String text, Kind kind, @Nullable LocalDate day) {
        this(text, kind, day, false);
    }

    /// The type of a cell in a spreadsheet.
    public enum Kind {
        TEXT,
        /// A number. A code stored as a number has lost its leading zeros, a long one its last digits.
        NUMBER,
        DAY
    }

    static final Cell BLANK = new Cell("", Kind.TEXT, null);

    /// Trims blanks of all kinds, and removes the apostrophe of a [FormulaGuard].
    static Cell text(String text) {
        String usable = UNUSABLE.matcher(text).replaceAll("");
        boolean spoiled = usable.length() < text.length();
        String bare = FormulaGuard.off(bare(usable));
        return bare.isEmpty() && !spoiled ? BLANK : new Cell(bare(bare), Kind.TEXT, null, spoiled);
    }

    private static String bare(String text) {
        return text.replace('\u00a0', ' ').strip();
    }

    public boolean isBlank() {
        return text.isEmpty() && !spoiled;
    }

    /// Without the text, which may be personal data.
    @Override
    public String toString() {
        return "Cell[" + kind + "]";
    }
}
