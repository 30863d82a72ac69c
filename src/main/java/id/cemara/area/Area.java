package id.cemara.area;

import id.cemara.shared.AreaCode;
import org.jspecify.annotations.Nullable;

/// An administrative area.
///
/// @param code its Kemendagri code
/// @param name as in the official list, a kabupaten or kota with that word in front
/// @param parent null for a province
/// @param path its name and its ancestors up to the kabupaten: "Taba Anyar, Lebong Selatan, Lebong"
/// @param postalCode five digits; null if unknown
public record Area(
        AreaCode code,
        String name,
        AreaLevel level,
        @Nullable AreaCode parent,
        String path,
        @Nullable String postalCode) {

    /// The name in sentences and tables: "Lebong" for "Kabupaten Lebong"; "Kota" stays.
    public String shortName() {
        return shortName(name);
    }

    static String shortName(String name) {
        return name.startsWith("Kabupaten ") ? name.substring("Kabupaten ".length()) : name;
    }
}
