package id.cemara.registry;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names as they stand in addresses.
public final class Slugs {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private Slugs() {}

    /// The text in lower-case letters, digits and single hyphens: `Mawar Putih II` becomes `mawar-putih-ii`.
    public static String of(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        String hyphens = OTHER.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        int start = hyphens.startsWith("-") ? 1 : 0;
        int end = hyphens.length() - (hyphens.endsWith("-") ? 1 : 0);
        return start < end ? hyphens.substring(start, end) : "kelompok";
    }
}
