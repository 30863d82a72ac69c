package id.cemara.registry.sample;

import id.cemara.registry.Slugs;
import java.util.HashSet;
import java.util.Set;

/// Gives every group an address of its own: its name, then with its village, then with its number.
final class GroupSlugs {

    private final Set<String> taken = new HashSet<>();

    /// Marks an address as taken.
    void reserve(String slug) {
        taken.add(slug);
    }

    /// A free address, taken from now on.
    String take(String name, String village, String number) {
        String slug = Slugs.of(name, "kelompok", number);
        if (taken.add(slug)) {
            return slug;
        }
        String withVillage = slug + "-" + Slugs.of(village);
        if (taken.add(withVillage)) {
            return withVillage;
        }
        // Numbers are unique, so this is free and need not be remembered.
        return withVillage + "-" + Slugs.of(number);
    }
}
