package id.cemara.registry.imports;

import id.cemara.registry.groups.GroupDetails.Business;
import id.cemara.shared.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Maps the words people use for a business to the four sectors of the report of 2020. Only the words below
/// are recognised.
final class SectorName {

    private static final Map<String, String> WORDS = new TreeMap<>();

    static {
        words(
                "home-industry",
                "home industry",
                "industri rumah tangga",
                "industri rumahan",
                "industri rt",
                "irt",
                "rumah tangga",
                "industri",
                "kerajinan",
                "anyaman",
                "makanan",
                "makanan ringan",
                "kuliner",
                "olahan pangan",
                "kue",
                "keripik",
                "menjahit",
                "konveksi",
                "batik");
        words("agriculture", "pertanian", "tani", "perkebunan", "kebun", "hortikultura", "sayuran", "tanaman");
        words("services", "jasa", "layanan", "katering", "salon", "jasa boga", "penyewaan");
        words(
                "livestock-and-other",
                "livestock and other",
                "peternakan dan lainnya",
                "peternakan lainnya",
                "peternakan",
                "ternak",
                "perikanan",
                "lainnya",
                "lain lain",
                "dan lainnya");
    }

    private SectorName() {}

    private static void words(String sector, String... words) {
        WORDS.put(PlainText.of(sector), sector);
        for (String word : words) {
            WORDS.put(word, sector);
        }
    }

    static Optional<Business> find(String text) {
        return Optional.ofNullable(WORDS.get(PlainText.of(text))).map(sector -> new Business(sector, null));
    }
}
