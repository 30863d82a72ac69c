package id.cemara.registry.sample;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Gives every group an address of its own: its name, then with its village, then with its number.
final class GroupSlugs {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private final Set<String> taken = new HashSet<>();

    /// Marks an address as taken.
    void reserve(String slug) {
        taken.add(slug);
    }

    /// A free address, taken from now on.
    String take(String name, String village, String number) {
        String slug = slug(name);
        if (taken.add(slug)) {
            return slug;
        }
        String withVillage = slug + "-" + slug(village);
        if (taken.add(withVillage)) {
            return withVillage;
        }
        // Numbers are unique, so this is free and need not be remembered.
        return withVillage + "-" + slug(number);
    }

    /// The text in lower-case letters, digits and single hyphens: `Mawar Putih II` becomes `mawar-putih-ii`.
    static String slug(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        String hyphens = OTHER.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
        int start = hyphens.startsWith("-") ? 1 : 0;
        int end = hyphens.length() - (hyphens.endsWith("-") ? 1 : 0);
        return start < end ? hyphens.substring(start, end) : "kelompok";
    }
}
