package id.cemara.area;

import id.cemara.shared.AreaCode;
import org.jspecify.annotations.Nullable;

/// An administrative area.
///
/// @param code its Kemendagri code
/// @param name its name in the official list, with "Kabupaten" or "Kota" where it has one
/// @param level what kind of area it is
/// @param parent the area it lies in; null for a province
/// @param path its name and the areas above it up to the kabupaten: "Taba Anyar, Lebong Selatan, Lebong"
/// @param postalCode five digits; null where none is known
public record Area(
        AreaCode code,
        String name,
        AreaLevel level,
        @Nullable AreaCode parent,
        String path,
        @Nullable String postalCode) {

    /// The name in a sentence or a table: "Lebong" for "Kabupaten Lebong"; a kota keeps its word.
    public String shortName() {
        return shortName(name);
    }

    static String shortName(String name) {
        return name.startsWith("Kabupaten ") ? name.substring("Kabupaten ".length()) : name;
    }
}
