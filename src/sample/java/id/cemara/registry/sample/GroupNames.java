package id.cemara.registry.sample;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Names for groups as women and families give them: flowers, hopes, work, and words of the place. The same name
/// occurs in many villages, as in life.
final class GroupNames {

    private static final List<String> FLOWERS = list("""
            Melati, Mawar, Anggrek, Kenanga, Cempaka, Dahlia, Flamboyan, Teratai, Seroja, Kamboja, Bougenville,
            Raflesia, Edelweis, Kemuning, Tulip, Sakura, Asoka, Aster, Lili, Nusa Indah, Sedap Malam, Matahari,
            Lavender, Pandan, Kantil, Bakung, Soka, Alamanda, Bunga Tanjung, Cendana
            """);
    private static final List<String> SHADES = list("""
            Putih, Merah, Indah, Jaya, Ungu, Kuning, Sari, Mekar, Lestari, Berseri, Mandiri, Bersama, Biru, Permai,
            I, II, III, Hijau, Sejahtera, Makmur
            """);
    private static final List<String> HOPES = list("""
            Sejahtera, Harapan, Maju, Berkah, Sumber, Usaha, Mitra, Sinar, Cahaya, Fajar, Tunas, Mekar, Pelita,
            Bintang, Permata, Mutiara, Sehati, Sepakat, Bina, Suka, Rukun, Setia, Citra, Mustika, Rezeki, Surya,
            Pancaran
            """);
    private static final List<String> WISHES = list("""
            Bersama, Jaya, Sentosa, Abadi, Keluarga, Makmur, Rezeki, Ibu, Bunda, Kita, Baru, Sari, Bahagia, Utama,
            Maju, Lestari, Pagi, Mulia, Insani, Sejati, Barokah, Saudara, Wanita
            """);
    private static final List<String> WORK = list("""
            Karya, Kreasi, Dapur, Olahan, Bina Usaha, Rumah, Griya, Usaha, Cipta, Sentra, Aneka, Kreatif, Hasil,
            Warung
            """);
    private static final List<String> WORKERS = list("""
            Ibu, Wanita, Bunda, Kartini, Mandiri, Keluarga, Srikandi, Putri, Kito, Ibu Sejahtera, Wanita Jaya,
            Kampung, Lestari, Sedap, Berkah, Barokah, Sri Rezeki, Mak Cik
            """);
    private static final Map<String, List<String>> TRADES = Map.of(
            SectorPair.AGRICULTURE,
                    list("Tani Makmur, Kebun Sari, Subur Jaya, Tani Wanita, Lumbung Sari, Hijau Lestari, Tunas Tani,"
                            + " Karya Tani, Pucuk Daun, Sumber Tani"),
            SectorPair.SERVICES,
                    list("Busana Ayu, Katering Bunda, Jasa Ibu, Salon Melati, Selera Kita, Jarum Emas, Pelaminan"),
            SectorPair.LIVESTOCK_AND_OTHER,
                    list("Ternak Jaya, Mina Lestari, Mina Sari, Itik Makmur, Madu Hutan, Ternak Wanita, Sumber Mina,"
                            + " Kandang Berkah"));

    /// Words of Bengkulu: mottos, landmarks, crafts. By kabupaten, and for the whole province.
    private static final Map<String, List<String>> LOCAL = Map.of(
            "17", list("Raflesia, Besurek, Kalamansi, Rafflesia Mekar, Tabot, Lempuk Manis, Bumi Raflesia, Sanak"),
            "17.01", list("Sekundang, Setungguan, Sekundang Setungguan, Manna Indah, Lawang Kuta"),
            "17.02", list("Bukit Kaba, Pat Petulai, Beluo, Suban, Umeak Pat"),
            "17.03", list("Ratu Samban, Argamakmur, Palak Siring, Lais Permai, Enggano"),
            "17.04", list("Seijean, Bintuhan, Linau, Pantai Laguna, Se'ase Seijean"),
            "17.05", list("Serasan Seijoan, Serawai, Bumi Serawai, Serasan"),
            "17.06", list("Kapuang, Sati Ratau, Batuah, Ratau Batuah, Danau Nibung"),
            "17.07", list("Swarang, Danau Tes, Patang Stumang, Bukit Daun, Stumang"),
            "17.09", list("Liku Sembilan, Danau Gedang, Maju Merambah"),
            "17.71", list("Dendam, Tapak Paderi, Pantai Panjang, Puspa, Bencoolen, Sungai Hitam"));

    private static final Set<String> KNOWN =
            KnownGroup.ALL.stream().map(KnownGroup::name).collect(Collectors.toUnmodifiableSet());

    private GroupNames() {}

    /// A name of an invented group; never that of a group the report names, so that nobody takes it for that one.
    static String invent(Village village, String sector, Chance chance) {
        String name;
        do {
            name = drawn(village, sector, chance);
        } while (KNOWN.contains(name));
        return name;
    }

    private static String drawn(Village village, String sector, Chance chance) {
        List<String> trade = TRADES.getOrDefault(sector, List.of());
        if (!trade.isEmpty() && chance.percent(60)) {
            return chance.pick(trade);
        }
        int at = chance.below(100);
        if (at < 14) {
            return chance.pick(FLOWERS);
        }
        if (at < 38) {
            return chance.pick(FLOWERS) + " " + chance.pick(SHADES);
        }
        if (at < 66) {
            return pair(chance.pick(HOPES), chance.pick(WISHES));
        }
        if (at < 82) {
            return chance.pick(WORK) + " " + chance.pick(WORKERS);
        }
        return at < 90 ? local(village, chance) : withVillage(village, chance);
    }

    private static String pair(String hope, String wish) {
        return hope.equals(wish) ? hope + " Bersama" : hope + " " + wish;
    }

    private static String local(Village village, Chance chance) {
        List<String> words = LOCAL.get(village.regency());
        if (words == null || chance.percent(25)) {
            words = LOCAL.get(village.code().substring(0, 2));
        }
        if (words == null) {
            return withVillage(village, chance);
        }
        String word = chance.pick(words);
        return word.contains(" ") || chance.percent(40) ? word : word + " " + chance.pick(SHADES);
    }

    private static String withVillage(Village village, Chance chance) {
        return chance.pick(chance.percent(50) ? FLOWERS : HOPES) + " " + village.name();
    }

    private static List<String> list(String text) {
        return List.of(text.strip().split(",\\s*"));
    }
}
