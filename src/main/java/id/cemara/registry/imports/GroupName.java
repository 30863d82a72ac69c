package id.cemara.registry.imports;

import id.cemara.shared.PlainText;

/// Normalises a group's name for comparison: "Kelompok UPPKS Wanita Mandiri" and "UPPKA WANITA MANDIRI" both
/// become "wanita mandiri".
final class GroupName {

    private static final String PROGRAMME = "kelompok|klp|kel|poktan|uppks|uppka|usaha peningkatan pendapatan keluarga "
            + "sejahtera|usaha peningkatan pendapatan keluarga akseptor";

    private GroupName() {}

    static String key(String name) {
        String normalised = PlainText.of(name);
        String bare = normalised
                .replaceAll("\\b(" + PROGRAMME + ")\\b", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return bare.isEmpty() ? normalised : bare;
    }

    /// The name to store: without the programme's words in front.
    static String bare(String name) {
        String bare = name.replaceFirst("(?i)^((kelompok|klp\\.?|kel\\.?|poktan|uppks|uppka)[\\s:.-]+)+", "")
                .replaceAll("^[\"'“”]+|[\"'“”]+$", "")
                .strip();
        return bare.isEmpty() ? name : bare;
    }
}
