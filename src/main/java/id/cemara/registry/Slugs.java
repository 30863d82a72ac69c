package id.cemara.registry;

import id.cemara.shared.PlainText;
import java.util.regex.Pattern;

/// Names as they stand in addresses.
public final class Slugs {

    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern ENDS = Pattern.compile("^-|-$");

    private Slugs() {}

    /// The text in lower-case Latin letters, digits and single hyphens: `Mawar Putih II` becomes
    /// `mawar-putih-ii`. Empty when it has none of them.
    public static String of(String text) {
        return ENDS.matcher(OTHER.matcher(PlainText.of(text)).replaceAll("-")).replaceAll("");
    }

    /// The slug of a name, or where it has no Latin letter to be read by, a word and a number: `kelompok-17-07-0012`.
    public static String of(String name, String word, String number) {
        String slug = of(name);
        return slug.chars().anyMatch(letter -> letter >= 'a') ? slug : word + "-" + of(number);
    }
}
