package id.cemara.registry;

import id.cemara.shared.PlainText;
import java.util.regex.Pattern;

/// Names in URLs.
public final class Slugs {

    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-|-$");

    private Slugs() {}

    /// Lower-case Latin letters, digits and single hyphens: `Mawar Putih II` becomes `mawar-putih-ii`. Empty
    /// if the text has no Latin letters or digits.
    public static String of(String text) {
        return ENDS.matcher(OTHER.matcher(PlainText.of(text)).replaceAll("-")).replaceAll("");
    }

    /// The slug of a name; without a Latin letter a word and a number: `kelompok-17-07-0012`.
    public static String of(String name, String word, String number) {
        String slug = of(name);
        return slug.chars().anyMatch(letter -> letter >= 'a') ? slug : word + "-" + of(number);
    }
}
