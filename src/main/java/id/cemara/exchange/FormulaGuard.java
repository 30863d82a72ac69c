package id.cemara.exchange;

import java.util.regex.Pattern;

/// Prevents formula injection: an apostrophe before a text that a spreadsheet would take for a formula.
/// Added on export and removed on import, so a text survives a round trip.
final class FormulaGuard {

    /// A text that already has an apostrophe before such a sign gets a second one; otherwise import would
    /// remove its own.
    private static final Pattern GUARDED = Pattern.compile("'*[=+\\-@\\t\\r]");

    /// Positions where a program that separates by semicolons, as in Indonesia, starts a new cell inside a
    /// CSV cell of ours.
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

    /// Also guards the cells that such a program would find inside this one.
    static String onInCsv(String text) {
        return WITHOUT.matcher(on(text)).replaceAll("'");
    }

    /// Removes the inner apostrophes of [#onInCsv]; [#off] removes the first.
    static String offInside(String text) {
        return WITH.matcher(text).replaceAll("");
    }
}
