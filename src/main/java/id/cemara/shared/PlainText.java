package id.cemara.shared;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.regex.Pattern;

/// Normalises texts for comparison: NFKC, lower case, without accents and apostrophes, every other
/// character that is neither letter nor digit as one blank. `Bu.Sri  Ma'ruf (Café)` becomes `bu sri maruf
/// cafe`.
///
/// Must equal the database function `platform.plain`, which indexes and stored columns use. A test compares
/// both for every code point.
public final class PlainText {

    private static final Pattern DROPPED =
            Pattern.compile("[\\u0300-\\u036f'`\\u2018\\u2019\\u201b\\u2032\\u02b9-\\u02bf"
                    + "\\u02c8\\ua78c\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff]+");

    private static final String LETTERS = "đøłħŧıς";
    private static final String INSTEAD = "dolhtiσ";

    private PlainText() {}

    /// The normalised text; empty when it has no letters or digits.
    public static String of(String written) {
        for (int at = 0; at < written.length(); at++) {
            if (written.charAt(at) >= 0x80) {
                return spaced(composed(written));
            }
        }
        return spaced(written);
    }

    /// The normalised words.
    public static List<String> words(String written) {
        String plain = of(written);
        return plain.isEmpty() ? List.of() : List.of(plain.split(" "));
    }

    /// Whether a word is a number. Numbers match only as a whole: 1 is not a prefix of 17.
    public static boolean isNumber(String word) {
        return word.chars().allMatch(Character::isDigit);
    }

    /// A `like` pattern that finds the typed text within a normalised text that has a blank at both ends; a
    /// number at either end must match as a whole word. Matches nothing when nothing searchable was typed.
    public static String pattern(String typed) {
        List<String> words = words(typed);
        if (words.isEmpty()) {
            return "!";
        }
        return (isNumber(words.getFirst()) ? "% " : "%")
                + String.join(" ", words)
                + (isNumber(words.getLast()) ? " %" : "%");
    }

    private static String composed(String written) {
        String bare = DROPPED.matcher(Normalizer.normalize(written.replace("´", ""), Form.NFKD))
                .replaceAll("");
        var lower = new StringBuilder(bare.length());
        bare.codePoints().map(Character::toLowerCase).forEach(letter -> {
            int position = LETTERS.indexOf(letter);
            lower.appendCodePoint(position < 0 ? letter : INSTEAD.charAt(position));
        });
        return Normalizer.normalize(lower, Form.NFKC)
                .replace("ß", "ss")
                .replace("æ", "ae")
                .replace("œ", "oe");
    }

    /// Letters and digits in lower case, separated by single blanks.
    private static String spaced(String text) {
        var spaced = new StringBuilder(text.length());
        boolean isGap = false;
        for (int at = 0; at < text.length(); ) {
            int letter = text.codePointAt(at);
            at += Character.charCount(letter);
            if (Character.isAlphabetic(letter) || Character.isDigit(letter)) {
                if (isGap && !spaced.isEmpty()) {
                    spaced.append(' ');
                }
                isGap = false;
                spaced.appendCodePoint(Character.toLowerCase(letter));
            } else if (letter != '\'' && letter != '`') {
                isGap = true;
            }
        }
        return spaced.toString();
    }
}
