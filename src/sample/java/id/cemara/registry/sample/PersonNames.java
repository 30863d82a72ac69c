package id.cemara.registry.sample;

import java.util.List;

/// Names of persons who do not exist, drawn from names that are common in Indonesia. Most members are women; names of
/// one word and names with a title occur, as in life.
final class PersonNames {

    private static final List<String> WOMEN = words("""
            Aminah Anisa Asmara Astuti Ayu Dahlia Desi Dewi Dian Eka Eliza Elvi Endang Erna Eva Fatimah Fitri
            Halimah Hartati Hasanah Hayati Herlina Hesti Ida Indah Ira Juwita Kartini Khadijah Kurnia Laila Leni
            Lestari Lilis Lina Maimunah Mardiana Maryani Mariam Megawati Meri Mila Murni Nani Neli Nila Ningsih Nova
            Nur Nurhayati Nurjanah Nurlela Nurmala Oktavia Popi Puji Puspita Rahmawati Ratna Reni Resti Rika Rini
            Risma Rohani Rosita Rosmala Rukmini Rusmiati Salma Santi Sari Siti Sri Suharti Sulastri Sumarni Suparmi
            Suryani Susanti Syamsiah Titin Tri Umi Wahyuni Wati Widya Winarti Yanti Yuliana Yulia Yuni Yusnita
            Zahara Zainab Zuraida
            """);
    private static final List<String> MEN = words("""
            Agus Ahmad Amran Asep Bambang Budi Dedi Dodi Edi Fauzi Hamdan Hendri Herman Idris Irwan Iskandar Joko
            Junaidi Mardi Marwan Nasrul Rahmat Ridwan Rusli Samsul Slamet Sugeng Suparman Suryadi Syafri Yanto
            Zainal
            """);
    private static final List<String> WOMEN_SECOND = words("""
            Agustina Amelia Andriani Anggraini Aprilia Aryani Asih Azizah Budiarti Damayanti Fadilah Febriani
            Fitriani Handayani Hidayati Indrawati Irawati Iryani Istiqomah Jannah Juliana Kusumawati Maharani
            Marlina Marlena Mawarni Mulyani Mustika Novianti Novita Octaviani Permata Pertiwi Pratiwi Purwanti
            Puspitasari Putri Rahayu Rahmadani Rosdiana Safitri Sarimah Sartika Septiani Setiawati Sundari
            Supriyanti Susilawati Syafitri Utami Wardani Wulandari Yulianti
            """);
    private static final List<String> SHARED_SECOND = words("""
            Efendi Hakim Hasibuan Irawan Kurniawan Kusuma Lubis Nasution Purnama Ramadhan Saputra Siregar Sutrisna
            Wibowo Wijaya Yusuf Zulkarnain
            """);
    private static final List<String> BEFORE = List.of("Hj.", "Hj.", "Hj.", "Dra.", "Ir.");
    private static final List<String> AFTER = List.of("S.Pd.", "S.Pd.", "S.E.", "A.Md.", "S.Ag.", "S.P.", "A.Md.Keb.");

    private PersonNames() {}

    static String invent(Chance chance) {
        boolean woman = chance.percent(93);
        String name = chance.pick(woman ? WOMEN : MEN) + furtherWords(woman, chance);
        return switch (chance.below(50)) {
            case 0 -> (woman ? chance.pick(BEFORE) : "H.") + " " + name;
            case 1 -> name + ", " + chance.pick(AFTER);
            default -> name;
        };
    }

    private static String furtherWords(boolean woman, Chance chance) {
        int at = chance.below(100);
        if (at < 16) {
            return "";
        }
        if (at < 50 && woman) {
            return " " + chance.pick(WOMEN);
        }
        List<String> second = woman && chance.percent(85) ? WOMEN_SECOND : SHARED_SECOND;
        return " " + chance.pick(second) + (at < 92 ? "" : " " + chance.pick(SHARED_SECOND));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
