package id.cemara.exchange;

import java.util.regex.Pattern;

/// The apostrophe before a text that a spreadsheet program might take for a formula: written into every table that
/// leaves, and taken away from every table that comes in, so that a text is the same after both.
final class FormulaGuard {

    /// A text that begins with an apostrophe of its own before such a sign gets one more, or it would lose its own.
    private static final Pattern GUARDED = Pattern.compile("'*[=+\\-@\\t\\r]");

    /// Where a program that separates by semicolons, as it does in Indonesia, begins a new cell of a CSV
    /// file in the midst of ours.
    private static final String INSIDE = "(?<=[;\t\r\n])";
    private static final String GUARDED_INSIDE = "(?='*(?:[=+@]|-\\S))";
    private static final Pattern WITHOUT = Pattern.compile(INSIDE + GUARDED_INSIDE);
    private static final Pattern WITH = Pattern.compile(INSIDE + "'" + GUARDED_INSIDE);

    private FormulaGuard() {}

    static String on(String text) {
        return GUARDED.matcher(text).lookingAt() ? "'" + text : text;
    }

    static String off(String text) {
        return text.startsWith("'") && GUARDED.matcher(text).lookingAt() ? text.substring(1) : text;
    }

    /// The same for a cell of CSV, where others may stand inside.
    static String onInCsv(String text) {
        return WITHOUT.matcher(on(text)).replaceAll("'");
    }

    /// Takes away what [#onInCsv] wrote inside; the apostrophe at the start is left for [#off].
    static String offInside(String text) {
        return WITH.matcher(text).replaceAll("");
    }
}
