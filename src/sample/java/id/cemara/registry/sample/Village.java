package id.cemara.registry.sample;

/// A desa or kelurahan that invented groups can live in.
///
/// @param code thirteen characters, `17.07.04.1003`
/// @param path its name and the areas above it up to the kabupaten, `Taba Anyar, Lebong Selatan, Lebong`
record Village(String code, String path) {

    /// The kabupaten or kota, `17.07`.
    String regency() {
        return code.substring(0, 5);
    }

    /// The name alone, `Taba Anyar`.
    String name() {
        int comma = path.indexOf(", ");
        return comma < 0 ? path : path.substring(0, comma);
    }
}
